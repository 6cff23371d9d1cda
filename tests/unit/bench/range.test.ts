import assert from "node:assert/strict";
import { rangeOf } from "../../../bench/range";

describe("rangeOf", () => {
  it("has the one in the middle as median", () => {
    assert.deepEqual(rangeOf([10, 9, 1]), { least: 1, median: 9, most: 10 });
  });

  it("has the mean of two in the middle as median", () => {
    assert.deepEqual(rangeOf([4, 1, 10, 2]), { least: 1, median: 3, most: 10 });
  });

  it("is of one value too", () => {
    assert.deepEqual(rangeOf([7]), { least: 7, median: 7, most: 7 });
  });
});
