import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { throttled } from "../../../lab/router/throttle";

describe("a throttled work", () => {
  it("is done once for all that ask while it is under way, and not at the same time", async () => {
    let running = 0;
    let runs = 0;
    const ask = throttled(async () => {
      running += 1;
      assert.equal(running, 1);
      await sleep(20);
      runs += 1;
      running -= 1;
    }, 0);
    ask();
    await sleep(5);
    ask();
    ask();
    await sleep(100);
    assert.equal(runs, 2);
  });

  it("waits from one beginning to the next", async () => {
    const runs: (() => void)[] = [];
    const second = new Promise<void>((resolve) => {
      runs.push(
        () => undefined,
        () => {
          resolve();
        },
      );
    });
    const ask = throttled(() => Promise.resolve(runs.shift()?.()), 1);
    ask();
    await sleep(20);
    ask();
    await sleep(20);
    assert.equal(runs.length, 1);
    await second;
  });
});
