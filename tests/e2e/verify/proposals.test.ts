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
  service,
  statefulSet,
} from "../support/plainObjects";
import { platform } from "../support/platform";
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
    /\((pulumi config set [^)]+)\)/.exec(cause)?.[1] ??
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
        ...exposed("native-lb", {
          ...{ [sticky]: "true", [`${sticky}.name`]: "hello", [`${sticky}.httponly`]: "true" },
          ...nativeLb,
        }),
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
  });
});
