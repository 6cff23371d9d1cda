import assert from "node:assert/strict";
import { conclusiveRequests, describeChance } from "../../../demo/checks/confidence";

describe("demo confidence", () => {
  for (const [pods, requests] of [
    [2, 21],
    [3, 14],
    [5, 10],
    [10, 8],
  ] as const) {
    it(`needs ${requests} requests for ${pods} pods`, () => {
      assert.equal(conclusiveRequests(pods), requests);
    });
  }

  it("has no number for one pod", () => {
    assert.throws(() => conclusiveRequests(1), /at least 2/);
  });

  it("tells the chance in words", () => {
    assert.equal(describeChance(2, 8), "1 in 128");
  });
});
