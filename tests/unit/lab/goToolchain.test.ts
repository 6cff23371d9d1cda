import assert from "node:assert/strict";

import { isNewEnough } from "../../../lab/builds/goToolchain";

describe("isNewEnough", () => {
  for (const [installed, wanted, answer] of [
    ["1.25.8", "1.25.8", true],
    ["1.26.0", "1.25.8", true],
    ["1.26", "1.25.8", true],
    ["2.0", "1.25.8", true],
    ["1.25.8", "1.25", true],
    ["1.26rc1", "1.26", true],
    ["1.25.7", "1.25.8", false],
    ["1.25", "1.25.8", false],
    ["1.9.9", "1.25.0", false],
  ] as const) {
    it(`says ${answer ? "yes" : "no"} for ${installed} where ${wanted} is wanted`, () => {
      assert.equal(isNewEnough(installed, wanted), answer);
    });
  }
});
