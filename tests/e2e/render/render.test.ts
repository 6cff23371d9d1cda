import assert from "node:assert/strict";
import { join } from "node:path";
import execa from "execa";
import { kubectl, objectsIn } from "../support/cluster";
import { eventually } from "../support/eventually";
import { platform } from "../support/platform";
import { pulumi } from "../support/pulumi";
import { repository } from "../support/repository";
import { TestStack } from "../support/testStack";
import { assertPassed, verifyLive } from "../support/verifier";

describe(`the manifests of a stack on ${platform.name}`, function () {
  this.timeout(10 * 60_000);
  let stack: TestStack;
  let manifests: string;
  let url: string;
  let byPulumi: Record<string, unknown>;

  before(async () => {
    stack = await TestStack.create({
      networkPolicy: "true",
      // OpenShift's routers are known by a label.
      ...(platform.name === "kubernetes" && { proxyNamespace: "proxy" }),
      ...{ maxReplicas: "4", cpuRequest: "50m", replicas: "2" },
      mounts: JSON.stringify([{ path: "/tmp/greeting", content: "on: y\n" }]),
    });
    const secret = ["config", "set", "--secret", "--path", "environment.TOKEN", "t0p s3cret"];
    const { exitCode, stderr } = await pulumi(stack, secret);
    assert.equal(exitCode, 0, stderr);
    manifests = join(stack.folder, "manifests");
  });
  after(() => stack.dispose());

  /** Runs `sticky render` on the stack, which has to succeed. */
  async function render(...options: string[]): Promise<execa.ExecaReturnValue> {
    const command = [
      join(repository, "scripts/typescript.cjs"),
      join(repository, "cli/sticky/cli.ts"),
    ];
    const result = await execa(
      process.execPath,
      ["--require", ...command, "render", "--stack", platform.stack, ...options],
      { cwd: stack.folder, env: stack.environment, stdin: "ignore", reject: false },
    );
    assert.equal(result.exitCode, 0, result.stderr);
    return result;
  }

  it("need neither a cluster nor Pulumi", async () => {
    const { stderr } = await render("--out", manifests);
    assert.match(stderr, /manifests: \d+ files written/);
    const { exitCode, stdout } = await execa(
      process.execPath,
      [
        ...["--require", join(repository, "scripts/typescript.cjs")],
        ...[join(repository, "cli/sticky/cli.ts"), "render", "--stack", platform.stack],
      ],
      {
        ...{ cwd: stack.folder, reject: false, extendEnv: false, stdin: "ignore" },
        env: { PATH: "/nowhere", HOME: "/nowhere" },
      },
    );
    assert.equal(exitCode, 0);
    assert.equal(stdout, (await render()).stdout);
  });

  it("tell kubectl diff what a change of the stack will change", async () => {
    await stack.up();
    url = await stack.url();
    byPulumi = await settledObjects(stack.namespace);
    await stack.configure({ drainSeconds: "9" });
    await render("--out", manifests);
    const changed = await execa(
      "kubectl",
      ["diff", "--server-side", "--force-conflicts", "-f", manifests],
      {
        ...{ reject: false, stdin: "ignore" },
      },
    );
    assert.equal(changed.exitCode, 1, changed.stderr);
    assert.match(changed.stdout, /^\+ +seconds: 9$/m);
    await stack.configure({ drainSeconds: "7" });
  });

  it("make the same system as pulumi up, field by field", async () => {
    await stack.destroy();
    await eventually(async () => {
      const left = (await objectsIn(stack.namespace)).filter((object) => !isMade(object));
      assert.deepEqual(left, []);
    });
    await render("--out", manifests);
    const { stdout: secrets } = await render("--secrets");
    await kubectl(["apply", "--server-side", "--filename=-"], secrets);
    await kubectl(["apply", "--server-side", "--filename", manifests]);
    // Manifests leave the number of pods to the autoscaler, which looks every quarter of a minute.
    await kubectl([
      ...["wait", "statefulset/hello", "--for=jsonpath={.spec.replicas}=2", "--timeout=120s"],
      ...["--namespace", stack.namespace],
    ]);
    const rollout = ["rollout", "status", "statefulset/hello", "--timeout=180s"];
    await kubectl([...rollout, "--namespace", stack.namespace]);
    assert.deepEqual(await settledObjects(stack.namespace), byPulumi);
    assert.match(JSON.stringify(byPulumi), /"dDBwIHMzY3JldA=="/, "the secret, in base64");
  });

  it("are then what the cluster has", async () => {
    await kubectl(["diff", "--server-side", "--filename", manifests]);
  });

  it("are sticky", async () => {
    assertPassed(
      await verifyLive(["--url", url, "--service", `${stack.namespace}/hello`, "--wait", "60"]),
    );
  });
});

/** What Kubernetes or a controller makes by itself. */
function isMade(object: string): boolean {
  return /^(endpoint|pod\/|lease|controllerrevision|persistentvolumeclaim)/.test(object);
}

/** The objects of the namespace as their author gave them and the API server completed them, once nothing changes any more. */
async function settledObjects(namespace: string): Promise<Record<string, unknown>> {
  const names = (await objectsIn(namespace)).filter((object) => !isMade(object)).sort();
  const objects = await Promise.all(
    names.map(async (name) => {
      const text = await kubectl(["get", name, "--namespace", namespace, "--output=json"]);
      return [withoutDigest(name), authored(JSON.parse(text) as LiveObject)] as const;
    }),
  );
  return Object.fromEntries(objects);
}

interface LiveObject {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Without what the cluster says of the object, what only Pulumi reads, and the digest in names of content. */
function authored({ metadata, ...object }: LiveObject): unknown {
  const { name, labels, annotations = {} } = metadata;
  const without = (fields: object, left: (field: string) => boolean): object =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => !left(field)));
  const all = {
    ...without(object, (field) => field === "status"),
    spec: without(object.spec ?? {}, (field) => field.startsWith("clusterIP")),
    metadata: {
      ...{ name, labels },
      annotations: without(annotations, (key) => key.startsWith("pulumi.com/")),
    },
  };
  return JSON.parse(withoutDigest(JSON.stringify(all)));
}

/** Pulumi's is another one. */
function withoutDigest(text: string): string {
  return text.replaceAll(/(hello-(?:environment|files))-[0-9a-f]{8}\b/g, "$1-DIGEST");
}
