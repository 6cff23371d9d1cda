import assert from "node:assert/strict";
import { kubectl } from "../support/cluster";
import { operations } from "../support/engineEvents";
import { eventually } from "../support/eventually";
import { platform } from "../support/platform";
import { pulumi } from "../support/pulumi";
import { TestStack } from "../support/testStack";

/** What `kubectl get` prints of an object by a JSONPath. */
function read(stack: TestStack, object: string, path: string): Promise<string> {
  return kubectl(["get", object, "-n", stack.namespace, `-o=jsonpath={${path}}`]);
}

describe("an object that was changed by hand", () => {
  let stack: TestStack;

  /** Adds an entry to a list of an object, or takes the last one away. */
  async function patch(object: string, operation: Record<string, unknown>): Promise<void> {
    const patches = JSON.stringify([operation]);
    await kubectl(["patch", object, "-n", stack.namespace, "--type=json", `--patch=${patches}`]);
  }
  const rolledOut = (): Promise<string> =>
    kubectl(["rollout", "status", "statefulset/hello", "-n", stack.namespace, "--timeout=60s"]);

  before(async () => {
    stack = await TestStack.create({ replicas: "1" });
    await stack.up();
  });
  after(() => stack.dispose());

  it("is not one that the API server has only completed", async () => {
    await stack.refreshWithoutChanges();
  });

  const volumes = "/spec/template/spec/volumes";
  const added = [
    ["service/hello", "/spec/ports", { name: "admin", port: 9000 }],
    ["statefulset/hello", volumes, { name: "extra", emptyDir: {} }],
    ["ingress/hello", "/spec/rules", { host: "other.localhost" }],
  ] as const;

  it("is seen by a refresh, and put right by the next `up`'s plan", async () => {
    for (const [object, list, value] of added) {
      await patch(object, { op: "add", path: `${list}/-`, value });
    }
    await rolledOut();
    const { summary } = await stack.refresh();
    assert.equal(summary.resourceChanges?.update, added.length);
    const { events } = await stack.preview();
    assert.deepEqual(operations(events), [
      "update kubernetes:apps/v1:StatefulSet hello",
      "update kubernetes:core/v1:Service hello",
      `update ${platform.exposure.type} hello`,
    ]);
  });

  it("is as the program wants it once that has been taken back", async () => {
    for (const [object, list, value] of added) {
      const entries = JSON.parse(await read(stack, object, list.replaceAll("/", "."))) as unknown[];
      const index = entries.findIndex((entry) => isAdded(entry, value));
      await patch(object, { op: "remove", path: `${list}/${index}` });
    }
    await rolledOut();
    await stack.refresh();
    await stack.previewWithoutChanges();
  });
});

/** Whether an entry of a list is the one that was added, which the API server has completed. */
function isAdded(entry: unknown, added: object): boolean {
  const [[key, value] = []] = Object.entries(added) as [string, unknown][];
  return key !== undefined && (entry as Record<string, unknown>)[key] === value;
}

describe("`pulumi up` that was killed while the drain mode changed", () => {
  let stack: TestStack;
  const containers = (): Promise<string> =>
    read(stack, "statefulset/hello", ".spec.template.spec.containers[*].name");

  before(async () => {
    stack = await TestStack.create({ replicas: "1", drain: "off" });
    await stack.up();
  });
  after(() => stack.dispose());

  it("leaves a container that the state does not know", async () => {
    assert.equal(await containers(), "application");
    await stack.configure({ drain: "gate" });
    const up = pulumi(stack, ["up", "--yes", "--skip-preview"]);
    try {
      await eventually(async () => {
        assert.equal((await containers()).split(" ").length, 2);
      }, 90_000);
    } finally {
      up.kill("SIGKILL");
      await up;
      await stack.cancel();
    }
  });

  it("is taken back by `up --refresh` in the old mode", async () => {
    await stack.configure({ drain: "off" });
    const { events } = await stack.upAfterRefresh();
    assert.ok(
      operations(events).includes("update kubernetes:apps/v1:StatefulSet hello"),
      operations(events).join("\n"),
    );
    assert.equal(await containers(), "application");
    await stack.refreshWithoutChanges();
  });
});
