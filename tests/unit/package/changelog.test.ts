import assert from "node:assert/strict";
import { cut } from "../../../scripts/release/cutChangelog";

describe("the changelog of a release", () => {
  const changelog =
    "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.1.0]\n\n- All.\n";

  it("has the changes in a section of their own, below an empty one", () => {
    assert.equal(
      cut(changelog, "0.2.0", "2026-01-31"),
      "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-31\n\n### Added\n\n- A thing.\n\n## [0.1.0]\n\n- All.\n",
    );
  });

  it("is not cut where nothing has changed", () => {
    assert.throws(
      () => cut("## [Unreleased]\n\n## [0.1.0]\n\n- All.\n", "0.2.0", "2026-01-31"),
      /^Error: CHANGELOG.md has no changes under ## \[Unreleased\]: there is nothing to release.$/,
    );
  });

  it("is not cut twice", () => {
    assert.throws(
      () => cut(changelog, "0.1.0", "2026-01-31"),
      /^Error: CHANGELOG.md has a section of 0.1.0 already.$/,
    );
  });

  it("is not cut where it has no such section", () => {
    assert.throws(
      () => cut("# Changelog\n", "0.2.0", "2026-01-31"),
      /^Error: CHANGELOG.md has no section ## \[Unreleased\].$/,
    );
  });
});
