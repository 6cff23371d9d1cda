import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { kubectl } from "../support/cluster";
import { operations } from "../support/engineEvents";
import { eventually } from "../support/eventually";
import { LocalVolume } from "../support/localVolume";
import { TestStack } from "../support/testStack";

describe("autoscaling", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create({ replicas: "2" });
    await stack.up();
  });
  after(() => stack.dispose());

  it("turned on later takes no pod away", async () => {
    const before = await stack.podIdentities();
    await stack.configure({ maxReplicas: "5" });
    const { events } = await stack.up();
    assert.deepEqual(operations(events), [
      "create kubernetes:autoscaling/v2:HorizontalPodAutoscaler hello",
    ]);
    assert.deepEqual(await stack.podIdentities(), before);
  });

  it("is not undone by the next update", async () => {
    // The lab has no metrics; below its least the autoscaler acts without.
    await kubectl([
      ...["patch", "hpa/hello", "--namespace", stack.namespace],
      ...["--type=merge", '--patch={"spec":{"minReplicas":3}}'],
    ]);
    await eventually(async () => {
      assert.equal(await replicas(), 3);
    }, 90_000);
    await stack.previewWithoutChanges();
    await stack.configure({ minReadySeconds: "1" });
    const { events } = await stack.up();
    assert.deepEqual(operations(events), ["update kubernetes:apps/v1:StatefulSet hello"]);
    assert.equal(await replicas(), 3);
    // Nor once Pulumi knows of it: what is repaired is the least, which the test has changed.
    await stack.refresh();
    const { events: planned } = await stack.preview();
    assert.deepEqual(operations(planned), [
      "update kubernetes:autoscaling/v2:HorizontalPodAutoscaler hello",
    ]);
  });

  it("turned off gives the number of pods back to the program that takes it, and restarts none", async () => {
    // What the test has changed, else it would make three of them once more.
    await kubectl([
      ...["patch", "hpa/hello", "--namespace", stack.namespace],
      ...["--type=merge", '--patch={"spec":{"minReplicas":2}}'],
    ]);
    assert.equal(await replicas(), 3);
    const before = await stack.podIdentities();
    await stack.configure({ maxReplicas: undefined });
    await stack.upTakingOver();
    assert.equal(await replicas(), 2);
    await eventually(async () => {
      assert.deepEqual(await stack.podIdentities(), before.slice(0, 2));
    }, 60_000);
    await stack.previewWithoutChanges();
  });

  it("turned off leaves no owner of the number behind then that an update would conflict with", async () => {
    const before = await stack.podIdentities();
    await stack.configure({ replicas: "3" });
    await stack.up();
    assert.equal(await replicas(), 3);
    assert.deepEqual((await stack.podIdentities()).slice(0, 2), before);
  });

  async function replicas(): Promise<number> {
    return Number(
      await kubectl([
        ...["get", "statefulset/hello", "--namespace", stack.namespace],
        "--output=jsonpath={.spec.replicas}",
      ]),
    );
  }
});

describe("a volume for each pod", () => {
  let stack: TestStack;
  let volumes: LocalVolume[];

  before(async () => {
    stack = await TestStack.create({ replicas: "2", storagePath: "/data", storageSize: "1Gi" });
    const { namespace } = stack;
    volumes = [];
    for (const claim of ["data-hello-0", "data-hello-1"]) {
      volumes.push(
        await LocalVolume.create(`${namespace}-${claim}`, { namespace, claim }, namespace),
      );
    }
    await stack.configure({ storageClass: namespace });
    await stack.up();
  });
  after(async () => {
    await stack.dispose();
    await Promise.all(volumes.map((volume) => volume.dispose()));
  });

  /** `name uid volume` of each claim. */
  async function claims(): Promise<string[]> {
    const listed = await kubectl([
      ...["get", "persistentvolumeclaims", "--namespace", stack.namespace, "--output"],
      'jsonpath={range .items[*]}{.metadata.name} {.metadata.uid} {.spec.volumeName}{"\\n"}{end}',
    ]);
    return listed.split("\n").filter((line) => line !== "");
  }

  it("belongs to the pod of its number", async () => {
    assert.deepEqual(
      (await claims()).map((line) => line.split(" ").filter((_, index) => index !== 1)),
      ["data-hello-0", "data-hello-1"].map((claim) => [claim, `${stack.namespace}-${claim}`]),
    );
    await Promise.all(
      volumes.map(({ folder }, index) => writeFile(join(folder, "mark"), `of ${index}`)),
    );
  });

  for (const [what, change] of [
    ["fewer pods", { replicas: "1" }],
    ["more pods again", { replicas: "2" }],
    // An immutable field of the StatefulSet.
    ["a replacement", { storageSize: "500Mi" }],
  ] as const) {
    it(`stays with ${what}`, async () => {
      const before = await claims();
      await stack.configure(change);
      const { events } = await stack.up();
      if (what === "a replacement") {
        assert.ok(
          operations(events).some((operation) => operation.startsWith("create-replacement")),
        );
      }
      assert.deepEqual(await claims(), before);
    });
  }

  it("stays when the application is destroyed, and comes back with it", async () => {
    const before = await claims();
    await stack.destroy();
    assert.deepEqual(await claims(), before);
    await stack.up();
    assert.deepEqual(await claims(), before);
    const marks = volumes.map(({ folder }) => readFile(join(folder, "mark"), "utf8"));
    assert.deepEqual(await Promise.all(marks), ["of 0", "of 1"]);
  });
});
