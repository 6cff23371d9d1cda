import assert from "node:assert/strict";
import { Pace } from "../../../verify/http/pace";
import { staysUnderConcurrency } from "../../../verify/checks/sessionStays";
import { runOn } from "./runOn";

const { signal } = new AbortController();

describe("the pace of requests", () => {
  it("is that of --rate, of all clients together", async () => {
    const pace = new Pace({ perSecond: 100, signal });
    const start = performance.now();
    await Promise.all(Array.from({ length: 21 }, () => pace.turn()));
    const took = performance.now() - start;
    assert.ok(took >= 185, `${took} ms`);
  });

  it("is as fast as can be without", async () => {
    const pace = new Pace({ signal });
    const before = performance.now();
    for (let number = 0; number < 10_000; number += 1) {
      await pace.turn();
    }
    assert.ok(performance.now() - before < 1_000);
  });

  it("holds for a check that only reads", async () => {
    const { result, seconds, timeline } = await runOn(staysUnderConcurrency, {
      site: { perSecond: 100 },
      settings: { clients: 2 },
    });
    assert.equal(result, "pass");
    assert.ok(seconds >= (timeline.requests - 2) / 100, `${timeline.requests} in ${seconds} s`);
  });

  it("stops for as long as the site asks, for all clients", async () => {
    const pace = new Pace({ signal });
    // Before the pause begins, so that a busy machine in between takes nothing off it.
    const start = performance.now();
    assert.equal(pace.pause(100), true);
    await Promise.all([pace.turn(), pace.turn()]);
    assert.ok(performance.now() - start >= 100);
  });

  it("stops for no more than 30 s at once, and 120 s in all", () => {
    const pace = new Pace({ signal });
    assert.equal(pace.pause(30_001), false);
    for (let number = 0; number < 100; number += 1) {
      // The same pause, which many clients are told of.
      assert.equal(pace.pause(30_000), true);
    }
    const others = new Pace({ signal });
    let moment = 0;
    const now = performance.now.bind(performance);
    performance.now = () => moment;
    try {
      const granted = Array.from({ length: 5 }, () => {
        moment += 30_000;
        return others.pause(30_000);
      });
      assert.deepEqual(granted, [true, true, true, true, false]);
    } finally {
      performance.now = now;
    }
  });

  it("ends when it is interrupted", async () => {
    const controller = new AbortController();
    const pace = new Pace({ signal: controller.signal });
    pace.pause(10_000);
    const turn = pace.turn();
    controller.abort();
    await assert.rejects(turn, { name: "AbortError" });
  });
});
