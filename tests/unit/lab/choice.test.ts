import assert from "node:assert/strict";

import { choiceOf } from "../../../lab/programs/choice";

describe("choiceOf", () => {
  const choose = (environment: NodeJS.ProcessEnv) =>
    choiceOf("LAB_PROXY", ["auto", "wheel", "module"], environment);

  it("is the first when nothing is asked for", () => {
    assert.equal(choose({}), "auto");
    assert.equal(choose({ LAB_PROXY: "" }), "auto");
  });

  it("is what is asked for", () => {
    assert.equal(choose({ LAB_PROXY: "wheel" }), "wheel");
    assert.equal(choose({ LAB_PROXY: "module" }), "module");
  });

  it("refuses anything else and tells what is allowed", () => {
    assert.throws(() => choose({ LAB_PROXY: "real" }), {
      message: 'LAB_PROXY is "real"; it must be one of auto, wheel, module.',
    });
  });
});
