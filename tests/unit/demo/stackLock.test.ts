import assert from "node:assert/strict";
import { isLockedByDeadProcesses, isProcessAlive } from "../../../demo/pulumi/stackLock";

const locked = `error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.
  file:///b/.pulumi/locks/organization/p/s/1.json: created by root@here (pid 11) at 2026-01-01T00:00:00Z
  file:///b/.pulumi/locks/organization/p/s/2.json: created by root@here (pid 12) at 2026-01-01T00:00:00Z`;

describe("demo stack lock", () => {
  it("is stale when every owner is gone", () => {
    assert.ok(isLockedByDeadProcesses(locked, "here", () => false));
  });

  it("is not stale while one owner runs", () => {
    assert.ok(!isLockedByDeadProcesses(locked, "here", (pid) => pid === 12));
  });

  it("is not stale when another machine holds it", () => {
    assert.ok(!isLockedByDeadProcesses(locked, "elsewhere", () => false));
  });

  it("is not seen in other failures", () => {
    assert.ok(!isLockedByDeadProcesses("created by root@here (pid 11)", "here", () => false));
    assert.ok(
      !isLockedByDeadProcesses("error: it is currently locked by 1 lock(s).", "here", () => false),
    );
  });

  it("knows this process, and one that cannot be", () => {
    assert.ok(isProcessAlive(process.pid));
    assert.ok(!isProcessAlive(2 ** 30));
  });
});
