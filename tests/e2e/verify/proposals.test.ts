import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import execa from "execa";
import { createRestrictedNamespace, deleteNamespace, kubectl } from "../support/cluster";
import { eventually } from "../support/eventually";
import {
  createObjects,
  ingress,
  type PlainObject,
  pod,
  podSpec,
  service,
  statefulSet,
} from "../support/plainObjects";
import { platform } from "../support/platform";
import { applyRoute } from "../support/routes";
import { TestStack } from "../support/testStack";
import {
  assertPassed,
  describeFailures,
  failures,
  type Verified,
  verifyLive,
  verifyStack,
} from "../support/verifier";

/** The command that a failed check proposes, as it stands there. */
function proposedBy({ exitCode, report }: Verified, check: string): string {
  const all = describeFailures(report);
  assert.equal(exitCode, 1, all);
  const cause = failures(report).find(({ id }) => id === check)?.cause ?? "";
  const command =
    /\(((?:pulumi config set|kubectl annotate) [^)]+)\)/.exec(cause)?.[1] ??
    /oc( patch route .*\}')/.exec(cause)?.[1]?.replace(/^/, "kubectl") ??
    /(?:kubectl annotate|[A-Z_0-9]+=true pulumi up) .*$/.exec(cause)?.[0].split(", or ")[0];
  assert.ok(command !== undefined, all);
  return command;
}

/** Does as the command says, in a shell as a user does. */
async function follow(
  command: string,
  { folder = tmpdir(), environment = {} }: Partial<TestStack> = {},
): Promise<void> {
  await execa("bash", ["-euo", "pipefail", "-c", command], {
    ...{ cwd: folder, stdin: "ignore" },
    env: { ...environment, PULUMI_SKIP_CONFIRMATIONS: "true" },
  });
}

describe("what the verifier proposes makes it pass:", function () {
  this.timeout(300_000);

  describe("of objects that somebody wrote", function () {
    const name = `proposals-${randomBytes(3).toString("hex")}`;
    const nativeLb = { "traefik.ingress.kubernetes.io/service.nativelb": "true" };
    const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

    const cookie = {
      ...{ [sticky]: "true", [`${sticky}.name`]: "hello", [`${sticky}.httponly`]: "true" },
    };

    function hostOf(setup: string): string {
      return `${setup}-${name}.localhost`;
    }

    /** A Service and its Ingress. */
    function exposed(
      setup: string,
      annotations: Record<string, string> = {},
      onIngress: Record<string, string> = {},
      spec: object = {},
    ): PlainObject[] {
      return [
        service(setup, { app: "hello" }, annotations, spec),
        ingress(setup, hostOf(setup), onIngress),
      ];
    }

    /** The name of each is its Service's. */
    const setups: readonly { readonly name: string; readonly check: string }[] = [
      { name: "none", check: "cookie-set" },
      { name: "on-ingress", check: "cookie-set" },
      { name: "nginx", check: "cookie-set" },
      { name: "client-ip", check: "cookie-set" },
      { name: "native-lb", check: "objects-as-described" },
      { name: "secure", check: "cookie-attributes" },
      { name: "path", check: "cookie-attributes" },
    ];

    before(async function () {
      if (platform.name !== "kubernetes") {
        this.skip();
      }
      await createRestrictedNamespace(name);
      await createObjects(name, [
        statefulSet("hello", 3),
        ...exposed("none"),
        ...exposed("on-ingress", {}, { [sticky]: "true" }),
        ...exposed("nginx", {}, { "nginx.ingress.kubernetes.io/affinity": "cookie" }),
        ...exposed("client-ip", {}, {}, { sessionAffinity: "ClientIP" }),
        ...exposed("native-lb", { ...cookie, ...nativeLb }),
        ...exposed("secure", { ...cookie, [`${sticky}.secure`]: "true" }),
        ...exposed("path", { ...cookie, [`${sticky}.path`]: "/shop" }),
      ]);
      await kubectl([
        ...["wait", "pod", "--all", "--for=condition=Ready", "--timeout=90s"],
        ...["--namespace", name],
      ]);
    });
    after(async () => {
      if (platform.name === "kubernetes") {
        await deleteNamespace(name);
      }
    });

    for (const { name: setup, check } of setups) {
      it(setup, async () => {
        const argv = [
          ...["--url", `http://${hostOf(setup)}/`, "--service", `${name}/${setup}`, "--wait", "10"],
        ];
        await follow(proposedBy(await verifyLive(argv), check));
        await eventually(async () => {
          assertPassed(await verifyLive(argv));
        }, 60_000);
      });
    }
  });

  describe("of a Route that somebody wrote", function () {
    const name = `proposals-${randomBytes(3).toString("hex")}`;
    const host = `${name}.localhost`;
    const argv = [
      ...["--url", `https://${host}/`, "--insecure"],
      ...["--service", `${name}/hello`, "--wait", "10"],
    ];

    before(async function () {
      if (platform.name !== "openshift") {
        this.skip();
      }
      await createRestrictedNamespace(name);
      const port = { name: "https", containerPort: 8443 };
      const https = podSpec(
        {
          ...{ image: "localhost/sticky-session/hello-https:1", imagePullPolicy: "Never" },
          ...{ ports: [port], readinessProbe: { tcpSocket: { port: "https" }, periodSeconds: 1 } },
        },
        // OpenShift gives the pods a user and takes no other.
        { securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } },
      );
      await createObjects(name, [
        ...["hello-0", "hello-1"].map((each) => pod(each, { app: "hello" }, https)),
        service(
          "hello",
          { app: "hello" },
          {},
          { ports: [{ name: "https", port: 443, targetPort: "https" }] },
        ),
      ]);
      await applyRoute({
        ...{ name: "hello", namespace: name },
        spec: {
          ...{ host, to: { kind: "Service", name: "hello" }, port: { targetPort: "https" } },
          tls: { termination: "passthrough" },
        },
      });
      await kubectl([
        ...["wait", "pod", "--all", "--for=condition=Ready", "--timeout=90s"],
        ...["--namespace", name],
      ]);
    });
    after(async () => {
      if (platform.name === "openshift") {
        await deleteNamespace(name);
      }
    });

    it("that passes TLS through", async () => {
      const command = await eventually(
        async () => proposedBy(await verifyLive(argv), "cookie-set"),
        60_000,
      );
      assert.match(command, /reencrypt/);
      await follow(command);
      // As the sentence goes on: the lab's pods are not by the cluster's service authority.
      const authority = await kubectl([
        ...["get", "configmap", "hello-https", "--namespace", "kube-public"],
        "--output=jsonpath={.data.ca\\.crt}",
      ]);
      const patch = { spec: { tls: { destinationCACertificate: authority } } };
      await kubectl([
        ...["patch", "route", "hello", "--namespace", name, "--type", "merge"],
        ...["--patch", JSON.stringify(patch)],
      ]);
      await eventually(async () => {
        assertPassed(await verifyLive(argv));
      }, 60_000);
    });
  });

  describe("of a stack", () => {
    let stack: TestStack;
    before(async () => {
      stack = await TestStack.create();
      await stack.up();
      await passes();
    });
    after(() => stack.dispose());

    function verify(): Promise<Verified> {
      return verifyStack(stack, ["--wait", "20"]);
    }

    async function passes(): Promise<void> {
      await eventually(async () => {
        assertPassed(await verify());
      }, 60_000);
    }

    /** The command of a check that fails, once it does. */
    function proposed(check: string): Promise<string> {
      return eventually(async () => proposedBy(await verify(), check), 60_000);
    }

    it("pulumi config set replicas 3", async () => {
      await stack.configure({ replicas: "1" });
      await stack.up();
      const found = await proposed("pods-ready");
      assert.equal(found, "pulumi config set replicas 3");
      await follow(found, stack);
      await stack.up();
      await passes();
    });

    for (const [what, annotation, check, command] of {
      kubernetes: [
        [
          "the cookie's path",
          "traefik.ingress.kubernetes.io/service.sticky.cookie.path=/shop",
          ...(["objects-as-described", /^[A-Z_0-9]+=true pulumi up --refresh$/] as const),
        ],
        [
          "the cookie's name",
          "traefik.ingress.kubernetes.io/service.sticky.cookie.name=route",
          ...(["cookie-set", /^[A-Z_0-9]+=true pulumi up --refresh$/] as const),
        ],
        [
          "the Service's own address in place of the pods",
          "traefik.ingress.kubernetes.io/service.nativelb=true",
          ...(["objects-as-described", /^kubectl annotate service hello .*nativelb-$/] as const),
        ],
      ] as const,
      openshift: [
        [
          "the cookie's name",
          "router.openshift.io/cookie_name=route",
          ...(["cookie-set", /^[A-Z_0-9]+=true pulumi up --refresh$/] as const),
        ],
        [
          "no cookie",
          "haproxy.router.openshift.io/disable_cookies=true",
          ...(["cookie-set", /^kubectl annotate route hello .*disable_cookies-$/] as const),
        ],
      ] as const,
    }[platform.name]) {
      it(`after somebody set ${what} by hand`, async () => {
        const kind = platform.name === "openshift" ? "route" : "service";
        const place = ["annotate", "--overwrite", kind, "hello", "--namespace", stack.namespace];
        await kubectl([...place, annotation]);
        const found = await proposed(check);
        assert.match(found, command);
        await follow(found, stack);
        await passes();
      });
    }

    it("pulumi config set tls edge", async function () {
      if (platform.name !== "kubernetes") {
        this.skip();
      }
      await stack.configure({ tls: "external" });
      await stack.up();
      const plain = await eventually(
        async () =>
          proposedBy(
            await verifyStack(stack, ["--url", `http://${stack.host}/`, "--wait", "20"]),
            "cookie-attributes",
          ),
        60_000,
      );
      assert.equal(plain, "pulumi config set tls edge");
      await follow(plain, stack);
      await stack.up();
      await eventually(async () => {
        assertPassed(await verifyStack(stack, ["--insecure", "--wait", "20"]));
      }, 60_000);
    });
  });
});
