import assert from "node:assert/strict";
import {
  DrainEnd,
  sessionWaitLine,
  sessionWaitOf,
} from "../../../components/affinity/sessionDrain";

describe("what a drain gate's log says of the wait for sessions", () => {
  const before = "drain: told to end; waits for at most 60 s\ndrain: /sessions says 2\n";

  for (const end of Object.values(DrainEnd)) {
    it(`is how long it took, and that it ended because of: ${end}`, () => {
      const log = `${before}${sessionWaitLine("34", end)}\n`;
      assert.deepEqual(sessionWaitOf(log), { seconds: 34, end });
    });
  }

  it("is nothing while it waits, and of a gate that waits for none", () => {
    assert.equal(sessionWaitOf(before), undefined);
    assert.equal(sessionWaitOf(""), undefined);
  });

  it("is not what an application has it say", () => {
    const forged = "drain: /sessions says drain: waited 3 s: no sessions left";
    assert.equal(sessionWaitOf(forged), undefined);
    assert.equal(sessionWaitOf("drain: waited 3 s: because"), undefined);
  });
});
