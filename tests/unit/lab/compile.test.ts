import assert from "node:assert/strict";
import { remaining } from "../../../lab/builds/compile";

describe("how long a build takes", () => {
  it("is not told before there is a pace", () => {
    assert.equal(remaining(0, 1000, 1), "");
    assert.equal(remaining(99, 1000, 50), "");
  });

  it("is told in whole minutes, rounded up", () => {
    assert.equal(remaining(100, 1000, 50), ", about 8 min more");
    assert.equal(remaining(500, 620, 250), ", about 1 min more");
  });

  it("is less than a minute at the end", () => {
    assert.equal(remaining(500, 619, 250), ", less than a minute more");
    assert.equal(remaining(1000, 1000, 500), ", less than a minute more");
  });
});
