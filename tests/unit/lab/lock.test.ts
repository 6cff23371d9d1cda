import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";

import { withLock } from "../../../lab/state/lock";

function fail(): void {
  assert.fail("nobody else has the lock");
}

describe("withLock", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sticky-session-lock-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("runs the works of one process one after the other", async () => {
    const log: string[] = [];
    const asked: Promise<number>[] = [];
    for (let number = 0; number < 40; number += 1) {
      const work = async () => {
        log.push("begin");
        await setImmediate();
        log.push("end");
        return number;
      };
      asked.push(withLock(join(folder, "lock"), work, () => undefined));
      // One asks while another is in the middle of asking.
      await setImmediate();
    }
    assert.deepEqual(await Promise.all(asked), [...asked.keys()]);
    assert.equal(log.join(" "), asked.map(() => "begin end").join(" "));
    assert.deepEqual(readdirSync(folder), []);
  });

  it("tells whoever waits, once, which process holds it", async () => {
    const path = join(folder, "lock");
    let finish = (): void => undefined;
    const first = withLock(path, () => new Promise<void>((resolve) => (finish = resolve)), fail);
    while (!existsSync(path)) await setImmediate();
    const holders: number[] = [];
    const second = withLock(
      path,
      () => Promise.resolve("done"),
      (pid) => holders.push(pid),
    );
    await sleep(500);
    finish();
    await first;
    assert.equal(await second, "done");
    assert.deepEqual(holders, [process.pid]);
  });

  it("is free again after work that failed", async () => {
    const path = join(folder, "lock");
    await assert.rejects(
      withLock(path, () => Promise.reject(new Error("no luck")), fail),
      /no luck/,
    );
    assert.equal(await withLock(path, () => Promise.resolve("done"), fail), "done");
  });
});
