import assert from "node:assert/strict";
import fc from "fast-check";
import { safeText } from "../../../cli/terminal/safeText";

describe("foreign text", () => {
  for (const [text, safe] of [
    ["hello-1", "hello-1"],
    ["Grüße, 日本語, \u05e9\u05dc\u05d5\u05dd 🙂", "Grüße, 日本語, \u05e9\u05dc\u05d5\u05dd 🙂"],
    ["\u001b[2J", "\\u001b[2J"],
    ["\u009b2J", "\\u009b2J"],
    ["a\u0000\u0007\u007fb", "a\\u0000\\u0007\\u007fb"],
    ["\u202etxt\u2066", "\\u202etxt\\u2066"],
    ["\u2028\u200f\u061c", "\\u2028\\u200f\\u061c"],
    ["one\r\n\ttwo", "one two"],
    ["\ud800x", "\\ud800x"],
    ["", ""],
  ] as const) {
    it(`is safe to print: ${JSON.stringify(text)}`, () => {
      assert.equal(safeText(text), safe);
      // Twice is as once, wherever it is made safe again.
      assert.equal(safeText(safe), safe);
    });
  }

  it("has nothing left of what Unicode calls a control or a format of direction", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(safeText(text), /\p{Cc}|\p{Cs}|\p{Bidi_Control}|\p{Zl}|\p{Zp}/u);
      }),
    );
  });
});
