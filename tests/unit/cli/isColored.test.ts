import assert from "node:assert/strict";
import { isColored } from "../../../cli/terminal/isColored";

describe("the colours of a stream", () => {
  const names = ["CI", "NO_COLOR"] as const;
  const before = names.map((name) => [name, process.env[name]] as const);
  beforeEach(() => {
    for (const name of names) {
      Reflect.deleteProperty(process.env, name);
    }
  });
  after(() => {
    for (const [name, value] of before) {
      if (value === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = value;
      }
    }
  });

  it("are there on a terminal", () => {
    assert.equal(isColored({ isTTY: true }), true);
  });

  it("are not there with NO_COLOR", () => {
    process.env.NO_COLOR = "1";
    assert.equal(isColored({ isTTY: true }), false);
  });

  it("are not there on a pipe, in a CI run neither", () => {
    process.env.CI = "true";
    // Exactly false: undefined leaves the choice to picocolors.
    assert.equal(isColored({}), false);
  });
});
