import assert from "node:assert/strict";
import { conclusiveRequests } from "../../../verify/statistics";
import { kubectl, objectsIn } from "../support/cluster";
import { eventually } from "../support/eventually";
import { TestStack } from "../support/testStack";
import { podOf, podsSeen } from "../support/visits";

describe("in one namespace", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
  });
  after(() => stack.dispose());

  describe("a second application", () => {
    let second: TestStack;

    before(async () => {
      second = await TestStack.create({ name: "second" }, stack.namespace);
      await second.up();
    });
    after(() => second.dispose());

    it("does not mix its pods with the first one's", async () => {
      for (const [app, pods] of [
        [stack, ["hello-0", "hello-1", "hello-2"]],
        [second, ["second-0", "second-1", "second-2"]],
      ] as const) {
        const newClient = await app.visitor(false);
        await eventually(() => podOf(newClient));
        const seen = new Set<string>();
        await eventually(async () => {
          for (const pod of await podsSeen(newClient, conclusiveRequests(6))) {
            seen.add(pod);
          }
          assert.equal(seen.size, 3);
        });
        assert.deepEqual([...seen].sort(), pods);
      }
    });

    it("has a cookie of its own", async () => {
      const { setCookies } = await (await second.visitor(false)).visit();
      assert.deepEqual(
        setCookies.map((cookie) => cookie.split("=")[0]),
        ["second"],
      );
    });

    it("goes without a trace in the first one", async () => {
      const before = await stack.podIdentities();
      await second.destroy();
      await eventually(async () => {
        const left = await objectsIn(stack.namespace);
        assert.deepEqual(
          left.filter((object) => object.includes("second")),
          [],
        );
      });
      assert.deepEqual(await stack.podIdentities(), before);
      await stack.refreshWithoutChanges();
    });
  });

  describe("a second stack with the same name", () => {
    let second: TestStack;

    before(async () => {
      second = await TestStack.create({}, stack.namespace);
    });
    after(() => second.dispose());

    it("fails with the API's reason", async () => {
      await assert.rejects(second.up(), (error: Error) => {
        assert.match(
          error.message,
          /(services|serviceaccounts|poddisruptionbudgets.policy) "hello(-headless)?" already exists/,
        );
        return true;
      });
    });

    it("takes nothing of the first one with it when destroyed", async () => {
      const before = await stack.podIdentities();
      await second.destroy();
      assert.deepEqual(await stack.podIdentities(), before);
      await stack.refreshWithoutChanges();
      await stack.previewWithoutChanges();
    });
  });
});

describe("a name that is taken", () => {
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create();
    await kubectl(["create", "service", "clusterip", "hello", "--tcp=80", "-n", stack.namespace]);
  });
  after(() => stack.dispose());

  it("fails with the API's reason and leaves the other's object alone", async () => {
    await assert.rejects(stack.up(), (error: Error) => {
      assert.match(error.message, /services "hello" already exists/);
      return true;
    });
    const selector = [
      "get",
      "service",
      "hello",
      "-n",
      stack.namespace,
      "-o=jsonpath={.spec.selector}",
    ];
    assert.equal(await kubectl(selector), '{"app":"hello"}');
  });

  it("leaves the state usable: once the name is free, `up` completes", async () => {
    await kubectl(["delete", "service", "hello", "-n", stack.namespace]);
    await stack.up();
    await stack.previewWithoutChanges();
    const newClient = await stack.visitor(false);
    await eventually(() => podOf(newClient));
  });
});
