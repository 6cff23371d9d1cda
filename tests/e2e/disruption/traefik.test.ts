import assert from "node:assert/strict";
import { podDeletion, restartsOf, restartsSince, rollingRestart } from "../../disruption/events";
import { stall } from "../../disruption/slowness";
import { forcedKill, processKill } from "../../disruption/unplanned";
import { behind } from "./behind";

behind("traefik", (application) => {
  it("a rolling restart loses nothing", async () => {
    await application.unharmedBy(() => rollingRestart(application.stack));
  });

  it("the deletion of a pod loses nothing", async () => {
    await application.unharmedBy(() => podDeletion(application.stack));
  });

  it("`pulumi up` from 3 pods to 5 loses nothing and moves nobody", async () => {
    const { stack } = application;
    await stack.configure({ replicas: "5" });
    const { moves } = await application.unharmedBy(() => stack.up());
    assert.deepEqual(moves, []);
  });

  it("`pulumi up` from 5 pods to 2 loses nothing", async () => {
    const { stack } = application;
    await stack.configure({ replicas: "2" });
    await application.unharmedBy(async () => {
      await stack.up();
      await application.hasPods(2);
    });
  });

  // What these lose depends on the moment: docs/zero-loss.md has the figures.
  for (const [title, disrupt] of [
    ["a pod that is killed without time to end", forcedKill],
    ["an application that is killed", processKill],
  ] as const) {
    it(`${title} is left: all is well soon after`, async () => {
      await application.during(() => disrupt(application.stack));
      const { lost } = await application.during(() => Promise.resolve());
      assert.equal(lost, 0);
    });
  }

  it("a pod whose application drains itself keeps its clients while it stands still for 10 s", async () => {
    const { stack } = application;
    await stack.configure({ drain: "app" });
    await stack.up();
    const before = await restartsOf(stack);
    const { moves, longestWait } = await application.during(() => stall(stack, 10));
    assert.deepEqual(moves, []);
    assert.equal(restartsSince(before, await restartsOf(stack)), 0);
    assert.ok(longestWait > 5_000, `the longest wait was ${longestWait} ms`);
  });
});
