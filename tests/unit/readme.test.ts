import assert from "node:assert/strict";
import { readme, withConfigTable } from "../../scripts/configTable";

describe("README.md", () => {
  it("has the keys of Pulumi.yaml in its table (else: npm run docs:config)", () => {
    assert.equal(readme(), withConfigTable(readme()));
  });
});
