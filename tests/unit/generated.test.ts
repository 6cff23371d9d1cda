import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { generated } from "../../scripts/generate";

describe("what is written from the settings' interfaces", () => {
  for (const [file, text] of Object.entries(generated())) {
    it(`${file} is up to date (else: npm run generate)`, () => {
      assert.equal(readFileSync(file, "utf8"), text);
    });
  }
});
