import assert from "node:assert/strict";
import {
  addressesOf,
  forcedKill,
  nodeDrain,
  podDeletion,
  processKill,
  rollingRestart,
} from "../../disruption/events";
import { needlessMoves, type Outcome, underLoad } from "../../disruption/outcome";
import { podsOf } from "../support/cluster";
import { eventually } from "../support/eventually";
import { TestStack } from "../support/testStack";
import { podOf } from "../support/visits";

describe("under load", function () {
  this.timeout(600_000);
  let stack: TestStack;

  before(async () => {
    stack = await TestStack.create({ drainSeconds: undefined });
    await stack.up();
    const visitor = await stack.visitor(false);
    await eventually(() => podOf(visitor));
  });
  after(() => stack.dispose());

  async function during(disrupt: () => Promise<unknown>): Promise<Outcome> {
    return underLoad({ url: await stack.url() }, disrupt);
  }

  /** Nothing is lost, and nobody moves but away from a pod that ended. */
  async function isHarmless(outcome: Outcome): Promise<void> {
    const { requests, lost, reasons, moves } = outcome;
    assert.equal(lost, 0, `${lost} of ${requests} requests: ${JSON.stringify(reasons)}`);
    assert.deepEqual(needlessMoves(moves, await addressesOf(stack)), []);
  }

  async function hasPods(count: number): Promise<void> {
    await eventually(async () => {
      assert.equal((await podsOf("hello", stack.namespace)).length, count);
    }, 60_000);
  }

  it("a rolling restart loses nothing, and moves everybody", async () => {
    const outcome = await during(() => rollingRestart(stack));
    await isHarmless(outcome);
    assert.equal(new Set(outcome.moves.map(({ client }) => client)).size, 20);
  });

  it("the deletion of a pod loses nothing", async () => {
    await isHarmless(await during(() => podDeletion(stack)));
  });

  it("the drain of the node by eviction loses nothing", async () => {
    await isHarmless(await during(() => nodeDrain(stack)));
  });

  it("`pulumi up` from 3 pods to 5 loses nothing and moves nobody", async () => {
    await stack.configure({ replicas: "5" });
    const outcome = await during(() => stack.up());
    await isHarmless(outcome);
    assert.deepEqual(outcome.moves, []);
  });

  it("`pulumi up` from 5 pods to 2 loses nothing", async () => {
    await stack.configure({ replicas: "2" });
    const outcome = await during(async () => {
      await stack.up();
      await hasPods(2);
    });
    await isHarmless(outcome);
  });

  it("`pulumi up` with another image loses nothing", async () => {
    await stack.configure({ replicas: "3" });
    await stack.up();
    await stack.configure({ image: "docker.io/nginxdemos/nginx-hello:plain-text-2" });
    await isHarmless(await during(() => stack.up()));
  });

  // What these lose depends on the moment: docs/zero-loss.md has the figures.
  for (const [title, disrupt] of [
    ["a pod that is killed without time to end", forcedKill],
    ["an application that is killed", processKill],
  ] as const) {
    it(`${title} is left: all is well soon after`, async () => {
      await during(() => disrupt(stack));
      const { lost } = await during(() => Promise.resolve());
      assert.equal(lost, 0);
    });
  }
});
