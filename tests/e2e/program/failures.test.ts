import assert from "node:assert/strict";
import { kubectl, objectsIn } from "../support/cluster";
import { eventually } from "../support/eventually";
import { pulumi } from "../support/pulumi";
import { TestStack } from "../support/testStack";
import { podOf } from "../support/visits";

describe("settings that are wrong", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create({ host: "http://hello", replicas: "none", replica: "3" });
  });
  after(() => stack.dispose());

  for (const command of ["preview", "up"]) {
    it(`\`pulumi ${command}\` prints one message with all of them, and creates nothing`, async () => {
      const options = command === "up" ? ["--yes", "--skip-preview"] : [];
      const { exitCode, stdout, stderr } = await pulumi(stack, [command, ...options]);
      assert.notEqual(exitCode, 0);
      const output = `${stdout}\n${stderr}`;
      for (const key of ["host", "replicas", "replica"]) {
        assert.match(output, new RegExp(`sticky-session:${key}\\b`));
      }
      assert.match(output, /pulumi config set/);
      // Once while it runs, once in the summary; the program itself prints it once.
      assert.ok(output.split("sticky-session:replica ").length - 1 <= 2, output);
      assert.doesNotMatch(output, /^\s+at .*:\d+:\d+\)?$/m);
      assert.deepEqual(await objectsIn(stack.namespace), []);
    });
  }
});

describe("a namespace that does not exist", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create({ namespace: "e2e-absent" });
  });
  after(() => stack.dispose());

  it("fails with the API's reason", async () => {
    await assert.rejects(stack.up(), (error: Error) => {
      assert.match(error.message, /namespaces "e2e-absent" not found/);
      return true;
    });
  });

  it("leaves the state usable with one that exists", async () => {
    await stack.configure({ namespace: stack.namespace });
    await stack.up();
    await stack.previewWithoutChanges();
  });
});

describe("a pod that cannot start", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create({ image: "registry.invalid/team/app:1" });
  });
  after(() => stack.dispose());

  // The provider itself would wait for ten minutes, which is above the time limit of a test.
  it("ends `up` with the reason and the setting: an image that cannot be pulled", async () => {
    await assert.rejects(stack.up(), (error: Error) => {
      assert.match(error.message, /sticky-session:image/);
      assert.match(error.message, /the image registry\.invalid\/team\/app:1 cannot be pulled/);
      return true;
    });
  });

  it("ends `up` with the reason and the setting: a Secret that is not there", async () => {
    await stack.configure({
      image: undefined,
      environment: JSON.stringify({ PASSWORD: { secret: "database", key: "password" } }),
    });
    await assert.rejects(stack.up(), (error: Error) => {
      assert.match(error.message, /refers to a secret that is not there/);
      assert.match(error.message, /correct environment, environmentFrom or mounts/);
      return true;
    });
  });

  it("is replaced by the next `up` that can", async () => {
    const literal = "--from-literal=password=12345";
    await kubectl([
      ...["create", "secret", "generic", "database", literal],
      ...["--namespace", stack.namespace],
    ]);
    // The kubelet tries again within a minute, and until then the pods are as they were.
    await eventually(() => stack.up(), 120_000);
    await stack.previewWithoutChanges();
  });
});

describe("`pulumi up` that is interrupted", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
  });
  after(() => stack.dispose());

  it("ends early, without a lock on the stack", async () => {
    const up = pulumi(stack, ["up", "--yes", "--skip-preview"]);
    await new Promise<void>((resolve, reject) => {
      up.stdout?.on("data", (chunk: Buffer) => {
        if (chunk.toString().includes("apps/v1:StatefulSet hello creat")) {
          resolve();
        }
      });
      up.then(({ stdout }) => {
        reject(new Error(`It ended before the StatefulSet was being created:\n${stdout}`));
      }, reject);
    });
    up.kill("SIGINT", { forceKillAfterTimeout: false });
    const { exitCode, stdout } = await up;
    assert.notEqual(exitCode, 0, stdout);
    await stack.preview();
  });

  it("is completed by the next one", async () => {
    await stack.up();
    await stack.previewWithoutChanges();
    await stack.refreshWithoutChanges();
    const newClient = await stack.visitor(false);
    await eventually(() => podOf(newClient));
    const names = await kubectl(["get", "pods", "-n", stack.namespace, "--output=name"]);
    assert.deepEqual(names.split("\n"), ["pod/hello-0", "pod/hello-1", "pod/hello-2"]);
  });
});
