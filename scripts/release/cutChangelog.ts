// Part of `npm version`: the changes that CHANGELOG.md has under Unreleased are those of the new version, and what is
// generated names it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = join(__dirname, "../../CHANGELOG.md");

/**
 * The changelog with a section for a version.
 *
 * @param date of the release, as 2026-01-31
 * @throws Error where nothing has changed, or the version has a section
 */
export function cut(changelog: string, version: string, date: string): string {
  const heading = "## [Unreleased]";
  const [before = "", rest] = changelog.split(`${heading}\n`, 2);
  if (rest === undefined) {
    throw new Error(`CHANGELOG.md has no section ${heading}.`);
  }
  if (changelog.includes(`## [${version}]`)) {
    throw new Error(`CHANGELOG.md has a section of ${version} already.`);
  }
  const changes = rest.split(/^## \[/m, 1)[0] ?? "";
  if (!/^- /m.test(changes)) {
    throw new Error(`CHANGELOG.md has no changes under ${heading}: there is nothing to release.`);
  }
  return `${before}${heading}\n\n## [${version}] - ${date}\n${rest}`;
}

if (require.main === module) {
  try {
    const date = new Date().toISOString().slice(0, 10);
    const version = process.env.npm_package_version ?? "";
    writeFileSync(file, cut(readFileSync(file, "utf8"), version, date));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
