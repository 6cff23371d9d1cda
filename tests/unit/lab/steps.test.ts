import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { inOrder, type Observer, reversed, runSteps, type Step } from "../../../lab/progress/steps";

const never = new AbortController().signal;

/** Writes down what it is told. */
function recorder(): { observer: Observer; events: string[] } {
  const events: string[] = [];
  const note = (event: string) => (name: string) => {
    events.push(`${event} ${name}`);
  };
  return {
    events,
    observer: {
      started: note("started"),
      said: (name, message) => events.push(`${name}: ${message}`),
      finished: note("finished"),
      failed: note("failed"),
      abandoned: note("abandoned"),
      end: () => {
        events.push("end");
        return Promise.resolve();
      },
    },
  };
}

function step(name: string, needs: string[], run: Step["run"] = () => Promise.resolve()): Step {
  return { name, needs, run };
}

describe("steps", () => {
  it("start as soon as what they need is done, whatever their order", async () => {
    const { observer, events } = recorder();
    const steps = [step("c", ["a", "b"]), step("b", ["a"]), step("a", [], async () => sleep(20))];
    await runSteps(steps, observer, never);
    assert.deepEqual(
      events.filter((event) => event.startsWith("started")),
      ["started a", "started b", "started c"],
    );
    assert.ok(events.indexOf("finished a") < events.indexOf("started b"));
    assert.equal(events.at(-1), "end");
  });

  it("run at the same time when neither needs the other", async () => {
    const { observer, events } = recorder();
    const wait = async () => sleep(20);
    await runSteps([step("a", [], wait), step("b", [], wait)], observer, never);
    assert.deepEqual(events.slice(0, 2), ["started a", "started b"]);
  });

  it("pass on what a step says", async () => {
    const { observer, events } = recorder();
    const talks = step("a", [], (report) => {
      report("half of it");
      return Promise.resolve();
    });
    await runSteps([talks], observer, never);
    assert.ok(events.includes("a: half of it"));
  });

  it("after a failure begin nothing, stop what runs, and throw the first error", async () => {
    const { observer, events } = recorder();
    const steps = [
      step("breaks", [], async () => {
        await sleep(10);
        throw new Error("no luck");
      }),
      step("after", ["breaks"]),
      step("waits", [], async (_, signal) => sleep(5000, undefined, { signal })),
    ];
    const start = performance.now();
    await assert.rejects(runSteps(steps, observer, never), /^Error: no luck$/);
    assert.ok(performance.now() - start < 2000);
    assert.ok(events.includes("failed breaks"));
    assert.ok(events.includes("abandoned waits"));
    assert.ok(!events.includes("started after"));
  });

  it("end with the signal's reason when they are given up", async () => {
    const controller = new AbortController();
    const { observer, events } = recorder();
    const steps = [
      step("waits", [], async (_, signal) => sleep(5000, undefined, { signal })),
      step("after", ["waits"]),
    ];
    const running = runSteps(steps, observer, controller.signal);
    await sleep(10);
    controller.abort(new Error("given up"));
    await assert.rejects(running, /^Error: given up$/);
    assert.deepEqual(events, ["started waits", "abandoned waits", "end"]);
  });

  it("that need what there is not, or each other, are an error", () => {
    assert.throws(() => inOrder([step("a", ["b"])]), /^Error: a needs b, which does not exist$/);
    assert.throws(
      () => inOrder([step("a", ["b"]), step("b", ["a"])]),
      /^Error: Steps that need each other: a -> b -> a$/,
    );
  });

  it("are in order when each comes after what it needs", () => {
    const names = inOrder([step("c", ["b"]), step("a", []), step("b", ["a"])]).map(
      ({ name }) => name,
    );
    assert.deepEqual(names, ["a", "b", "c"]);
  });

  it("need the other way round when they are reversed", () => {
    const needs = reversed([step("a", []), step("b", ["a"]), step("c", ["a"])]).map((each) => [
      each.name,
      each.needs,
    ]);
    assert.deepEqual(needs, [
      ["a", ["b", "c"]],
      ["b", []],
      ["c", []],
    ]);
  });
});
