import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { selfSigned } from "../support/certificate";
import { Project } from "./project";

const k8s = { platform: "kubernetes", controller: "traefik", host: "hello.example.com" };

interface Rendered {
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
  readonly spec: Record<string, unknown>;
  readonly stringData?: Record<string, string>;
  readonly data?: Record<string, string>;
}

describe("sticky render", function () {
  this.timeout(60_000);
  let project: Project;
  beforeEach(() => {
    project = new Project();
  });
  afterEach(() => {
    project.remove();
  });

  /** The objects of the stack `test`, of which there has to be nothing wrong. */
  async function objects(...argv: string[]): Promise<Rendered[]> {
    const { exitCode, stdout, stderr } = await project.render("--stack", "test", ...argv);
    assert.equal(exitCode, 0, stderr);
    return parseAllDocuments(stdout, { version: "1.1" }).map((each) => each.toJS() as Rendered);
  }

  async function titles(): Promise<string[]> {
    return (await objects()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  }

  it("has every object, in the order in which they are best made", async () => {
    project.stack({
      ...{
        ...k8s,
        maxReplicas: 9,
        networkPolicy: true,
        proxyNamespace: "proxy",
        cpuRequest: "100m",
      },
      mounts: [{ path: "/etc/app", content: "a" }],
    });
    assert.deepEqual(
      (await titles()).map((title) => title.replace(/-[0-9a-f]{8}$/, "-DIGEST")),
      [
        ...["ServiceAccount hello", "ConfigMap hello-files-DIGEST", "NetworkPolicy hello"],
        ...["Service hello", "Service hello-headless", "StatefulSet hello"],
        ...["PodDisruptionBudget hello", "HorizontalPodAutoscaler hello", "Ingress hello"],
      ],
    );
  });

  it("says the same twice", async () => {
    project.stack({ ...k8s, mounts: [{ path: "/etc/app", content: "a" }] });
    assert.deepEqual(await objects(), await objects());
  });

  it("gives other content another name, as Pulumi does, and the pods refer to it", async () => {
    const nameFor = async (content: string): Promise<string> => {
      project.stack({ ...k8s, mounts: [{ path: "/etc/app", content }] });
      const all = await objects();
      const name = all.find(({ kind }) => kind === "ConfigMap")?.metadata.name ?? "";
      assert.match(
        JSON.stringify(all.find(({ kind }) => kind === "StatefulSet")),
        new RegExp(name),
      );
      return name;
    };
    assert.notEqual(await nameFor("a"), await nameFor("b"));
  });

  it("has no annotation that only Pulumi reads", async () => {
    project.stack({ platform: "openshift" });
    const { stdout } = await project.render("--stack", "test");
    assert.match(stdout, /^kind: Route$/m);
    assert.doesNotMatch(stdout, /pulumi\.com/);
  });

  it("names the namespace where the stack does", async () => {
    project.stack(k8s);
    assert.ok((await objects()).every(({ metadata }) => metadata.namespace === undefined));
    project.stack({ ...k8s, namespace: "shop" });
    assert.ok((await objects()).every(({ metadata }) => metadata.namespace === "shop"));
    project.stack({ ...k8s, "kubernetes:namespace": "store" });
    assert.ok((await objects()).every(({ metadata }) => metadata.namespace === "store"));
  });

  it("leaves the number of the pods to the autoscaler", async () => {
    const replicas = async (): Promise<unknown> =>
      (await objects()).find(({ kind }) => kind === "StatefulSet")?.spec.replicas;
    project.stack({ ...k8s, replicas: 2 });
    assert.equal(await replicas(), 2);
    project.stack({ ...k8s, replicas: 2, maxReplicas: 5, cpuRequest: "100m" });
    assert.equal(await replicas(), undefined);
    assert.match((await project.render("--stack", "test")).stderr, /the autoscaler has it/);
  });

  it("quotes what YAML 1.1 would not take for a text", async () => {
    const serviceAnnotations = {
      "example.com/a": "on",
      "example.com/b": "0x10",
      "example.com/c": "y",
    };
    project.stack({ ...k8s, serviceAnnotations });
    const service = (await objects()).find(
      ({ metadata }) => metadata.name === "hello" && metadata.annotations,
    );
    for (const [key, value] of Object.entries(serviceAnnotations)) {
      assert.equal(service?.metadata.annotations?.[key], value);
    }
  });

  it("has one List as JSON for programs", async () => {
    project.stack(k8s);
    const { exitCode, stdout } = await project.render("--stack", "test", "--output", "json");
    assert.equal(exitCode, 0);
    const list = JSON.parse(stdout) as { kind: string; items: unknown[] };
    assert.equal(list.kind, "List");
    assert.deepEqual(list.items, await objects());
  });

  it("renders what exposes an application that is there already", async () => {
    project.stack({
      ...{ ...k8s, name: "shop", controller: "haproxy-ingress" },
      ...{ existingService: "store/web", existingServicePort: "8080" },
    });
    assert.deepEqual(await titles(), ["Ingress shop"]);
  });

  it("says what only pulumi does", async () => {
    project.stack({ ...k8s, namespace: "shop" });
    const { stderr } = await project.render("--stack", "test");
    assert.match(stderr, /^Only `pulumi up` also asks the cluster/m);
    assert.match(stderr, /^ {2}kubectl rollout status statefulset\/hello --namespace shop$/m);
  });

  it("passes the program's warnings on", async () => {
    project.stack({ ...k8s, image: "app:1" });
    const { stderr } = await project.render("--stack", "test");
    assert.match(stderr, /^warning: hello: memoryLimit is not set/m);
  });

  describe("with secrets", () => {
    const password = { secure: "v1:abc:ciphertext" };

    it("leaves the Secrets out, and says which have to exist", async () => {
      project.stack({
        ...k8s,
        namespace: "shop",
        environment: { MODE: "production", TOKEN: password },
      });
      const { exitCode, stdout, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 0, stderr);
      assert.doesNotMatch(stdout, /^kind: Secret$/m);
      assert.doesNotMatch(stdout + stderr, /ciphertext|secret-[0-9a-f]{16}/);
      const [, name] =
        /^ {2}Secret shop\/(hello-environment-[0-9a-f]{8}): MODE, TOKEN$/m.exec(stderr) ?? [];
      assert.ok(name !== undefined, stderr);
      assert.match(stdout, new RegExp(`secretKeyRef:\\s+key: TOKEN\\s+name: ${name}`));
      assert.match(stderr, /sticky render --stack test --secrets \| kubectl apply -f -/);
    });

    it("gives another value another name", async () => {
      const nameFor = async (cipher: string): Promise<string> => {
        project.stack({ ...k8s, environment: { TOKEN: { secure: cipher } } });
        const { stderr } = await project.render("--stack", "test");
        return /Secret (\S+):/.exec(stderr)?.[1] ?? "";
      };
      const one = await nameFor("v1:a:b");
      assert.notEqual(one, "");
      assert.equal(await nameFor("v1:a:b"), one);
      assert.notEqual(await nameFor("v1:a:c"), one);
    });

    for (const [type, settings] of Object.entries({
      valkey: { sessionStore: "valkey", sessionStorePassword: password },
      external: { sessionStore: "external", sessionStoreUrl: password },
    })) {
      it(`leaves out those of a store that is ${type}`, async () => {
        project.stack({ ...k8s, ...settings });
        const { exitCode, stdout, stderr } = await project.render("--stack", "test");
        assert.equal(exitCode, 0, stderr);
        assert.doesNotMatch(stdout, /^kind: Secret$/m);
        assert.match(
          stderr,
          /^ {2}Secret hello-session-store: SESSION_STORE_HOST, SESSION_STORE_PASSWORD, /m,
        );
      });
    }

    it("prints them with their values, which pulumi decrypts, under the same names", async () => {
      project.stack({
        ...k8s,
        environment: { TOKEN: password },
        sessionStore: "valkey",
        sessionStorePassword: password,
      });
      const manifest = await project.render("--stack", "test");
      const names = [...manifest.stderr.matchAll(/^ {2}Secret (\S+):/gm)].map(([, name]) => name);
      await withPulumi(
        project.folder,
        `#!/bin/sh
[ "$*" = "config --show-secrets --json --stack test --non-interactive" ] || exit 9
echo '{"sticky-session:environment": {"value": "{\\"TOKEN\\":\\"t0p\\"}", "secret": true},
       "sticky-session:sessionStorePassword": {"value": "correct horse battery", "secret": true}}'`,
        async () => {
          const secrets = await objects("--secrets");
          assert.ok(secrets.every(({ kind }) => kind === "Secret"));
          assert.deepEqual(
            secrets.map(({ metadata }) => metadata.name),
            names,
          );
          assert.deepEqual(
            secrets.find(({ metadata }) => metadata.name.includes("environment"))?.stringData,
            { TOKEN: "t0p" },
          );
          const store = secrets.find(
            ({ stringData }) => stringData?.SESSION_STORE_PASSWORD !== undefined,
          );
          assert.equal(store?.stringData?.SESSION_STORE_PASSWORD, "correct horse battery");
        },
      );
    });

    it("ends with what pulumi says where it cannot decrypt them", async () => {
      project.stack({ ...k8s, environment: { TOKEN: password } });
      await withPulumi(
        project.folder,
        "#!/bin/sh\necho 'error: incorrect passphrase' >&2; exit 255",
        async () => {
          const { exitCode, stdout, stderr } = await project.render("--stack", "test", "--secrets");
          assert.equal(exitCode, 3);
          assert.equal(stdout, "");
          assert.equal(
            stderr,
            "error: `pulumi config --show-secrets --json --stack test` failed with exit code 255: error: incorrect passphrase\n",
          );
        },
      );
    });

    it("ends with a message where there is no pulumi to decrypt them", async () => {
      project.stack({ ...k8s, environment: { TOKEN: password } });
      const path = process.env.PATH;
      process.env.PATH = "/nowhere";
      try {
        const { exitCode, stderr } = await project.render("--stack", "test", "--secrets");
        assert.equal(exitCode, 3);
        assert.match(stderr, /^error: `pulumi` cannot be started, and only it can decrypt/);
      } finally {
        process.env.PATH = path;
      }
    });

    it("refuses an environment whose names are encrypted too", async () => {
      project.stack({ ...k8s, environment: password });
      const { exitCode, stdout, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 1);
      assert.equal(stdout, "");
      assert.equal(
        stderr,
        `error: The configuration of stack test has 1 problem; nothing was changed.

sticky-session:environment
  got:      "[secret]"
  problem:  it is encrypted as a whole, names and all, and they are in the manifest
  allowed:  encrypted value by value: pulumi config set --secret --path 'environment.NAME'
  fix:      pulumi config rm environment --stack test
`,
      );
    });

    it("refuses a private key, which a Route would show", async () => {
      project.stack({
        platform: "openshift",
        host: "hello.test",
        tls: "edge",
        tlsCertificate: selfSigned().cert,
        tlsKey: password,
      });
      const { exitCode, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 1);
      assert.match(stderr, /^sticky-session:tlsKey$/m);
      assert.match(stderr, /problem: {2}a Route has its private key in itself/);
      assert.match(stderr, /allowed: {2}unset, with tlsSecret in its place/);
    });
  });

  describe("ends with one message where", () => {
    it("the configuration is wrong, as pulumi up says it", async () => {
      project.stack({ platform: "kubernetes", controller: "nginx", replicas: "three", hosst: "a" });
      const { exitCode, stdout, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 1);
      assert.equal(stdout, "");
      assert.match(
        stderr,
        /^error: The configuration of stack test has 4 problems; nothing was changed\.\n/,
      );
      assert.match(stderr, /^ {2}fix: {6}pulumi config set replicas '<replicas>' --stack test$/m);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });

    it("a Service has to be read, for which there is no cluster", async () => {
      project.stack({ ...k8s, name: "shop", existingService: "store/web" });
      const { exitCode, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 1);
      assert.match(
        stderr,
        /^sticky-session:existingService\n {2}got: {6}"web"\n {2}problem: {2}the Service has to be read before anything is made, and cannot be: manifests are written to a folder/m,
      );
    });

    it("there is no such stack", async () => {
      project.stack(k8s);
      const { exitCode, stderr } = await project.render("--stack", "tset");
      assert.equal(exitCode, 2);
      assert.equal(
        stderr,
        `error: There is no stack "tset": ${project.folder} has no Pulumi.tset.yaml.\n` +
          "  allowed:  test\n  fix:      sticky render --stack test\n",
      );
    });

    it("there is no project", async () => {
      const { exitCode, stderr } = await project.render("--stack", "test", "--cwd", "/proc/sys");
      assert.equal(exitCode, 2);
      assert.match(
        stderr,
        /^error: Neither \/proc\/sys nor a folder above it has a Pulumi\.yaml\.\n {2}fix: /,
      );
    });

    it("the folder is none", async () => {
      const { exitCode, stderr } = await project.render("--stack", "test", "--cwd", "/nowhere");
      assert.equal(exitCode, 2);
      assert.match(stderr, /^error: \/nowhere cannot be read: ENOENT/);
    });

    it("the project is another program", async () => {
      project.stack(k8s);
      writeFileSync(join(project.folder, "Pulumi.yaml"), "name: other\nruntime: nodejs\n");
      const { exitCode, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 3);
      assert.match(stderr, /is another program than this one/);
    });

    it("the stack's file is no YAML", async () => {
      writeFileSync(join(project.folder, "Pulumi.test.yaml"), "config: [");
      const { exitCode, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 3);
      assert.match(stderr, /^error: \S+Pulumi\.test\.yaml cannot be read: /);
    });

    it("the stack imports an environment of Pulumi ESC", async () => {
      project.stack(k8s, { environment: ["prod"] });
      const { exitCode, stderr } = await project.render("--stack", "test");
      assert.equal(exitCode, 1);
      assert.match(stderr, /^error: Pulumi\.test\.yaml imports environments of Pulumi ESC/);
    });

    for (const argv of [
      [],
      ["--stack", "test", "--bogus"],
      ["--stack", "test", "--secrets", "--out", "x"],
    ]) {
      it(`the usage is wrong: ${argv.join(" ") || "no stack"}`, async () => {
        const { exitCode, stdout } = await project.render(...argv);
        assert.equal(exitCode, 2);
        assert.equal(stdout, "");
      });
    }
  });

  describe("into a folder", () => {
    const out = () => join(project.folder, "manifests/k8s");

    it("writes one file an object, and the same again", async () => {
      project.stack(k8s);
      const { exitCode, stdout, stderr } = await project.render("--stack", "test", "--out", out());
      assert.equal(exitCode, 0, stderr);
      assert.equal(stdout, "");
      const files = readdirSync(out()).sort();
      assert.deepEqual(files, [
        ...["ingress-hello.yaml", "poddisruptionbudget-hello.yaml", "service-hello-headless.yaml"],
        ...["service-hello.yaml", "serviceaccount-hello.yaml", "statefulset-hello.yaml"],
      ]);
      const texts = () => files.map((file) => readFileSync(join(out(), file), "utf8"));
      const before = texts();
      assert.equal((parse(before[0] ?? "") as Rendered).kind, "Ingress");
      await project.render("--stack", "test", "--out", out());
      assert.deepEqual(texts(), before);
    });

    it("removes its files of what is no longer made, and nothing else", async () => {
      project.stack({ ...k8s, networkPolicy: true, proxyNamespace: "proxy" });
      mkdirSync(out(), { recursive: true });
      writeFileSync(join(out(), "kustomization.yaml"), "resources: []\n");
      await project.render("--stack", "test", "--out", out());
      assert.ok(readdirSync(out()).includes("networkpolicy-hello.yaml"));
      project.stack(k8s);
      const { stderr } = await project.render("--stack", "test", "--out", out());
      assert.match(stderr, /6 files written, removed: networkpolicy-hello\.yaml$/m);
      assert.ok(!readdirSync(out()).includes("networkpolicy-hello.yaml"));
      assert.ok(readdirSync(out()).includes("kustomization.yaml"));
    });

    it("refuses where a file of somebody else has the name, and writes nothing", async () => {
      project.stack(k8s);
      mkdirSync(out(), { recursive: true });
      writeFileSync(join(out(), "service-hello.yaml"), "kind: Service\n");
      const { exitCode, stderr } = await project.render("--stack", "test", "--out", out());
      assert.equal(exitCode, 2);
      assert.match(stderr, /not of this stack: service-hello\.yaml; nothing was written/);
      assert.deepEqual(readdirSync(out()), ["service-hello.yaml"]);
    });

    it("ends with 3 where it cannot be written to", async () => {
      project.stack(k8s);
      const { exitCode, stderr } = await project.render("--stack", "test", "--out", "/dev/null/x");
      assert.equal(exitCode, 3);
      assert.match(stderr, /^error: \/dev\/null\/x cannot be written to: /);
    });
  });
});

/** Runs something with a `pulumi` of its own on PATH. */
async function withPulumi(folder: string, script: string, run: () => Promise<void>): Promise<void> {
  const path = process.env.PATH;
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/pulumi"), script);
  chmodSync(join(folder, "bin/pulumi"), 0o755);
  process.env.PATH = `${join(folder, "bin")}:${path}`;
  try {
    await run();
  } finally {
    process.env.PATH = path;
  }
}
