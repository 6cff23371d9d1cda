import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readingChecks } from "../../../verify/checks/checks";
import { otherHosts } from "../../../verify/checks/otherHosts";
import { checksOf } from "../../../verify/disrupt/checksOf";
import { disruptions } from "../../../verify/disrupt/disruptions";
import { verifyCommand } from "../../../verify/command";

const documentation = readFileSync(join(__dirname, "../../../docs/verify.md"), "utf8");

/** The cells of each row of the table whose first column has the title. */
function tableOf(title: string): string[][] {
  const lines = documentation.split("\n");
  const start = lines.findIndex((line) => new RegExp(`^\\| ${title} +\\|`).test(line));
  assert.notEqual(start, -1, `docs/verify.md has no table "${title}"`);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith("|")),
    )
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
}

describe("docs/verify.md", () => {
  it("has the options of --help, in their words", () => {
    const options = verifyCommand()
      .options.filter(({ hidden }) => !hidden)
      .map(({ flags, description }) => [flags, description.replaceAll("`", "")]);
    assert.deepEqual(tableOf("option"), options);
  });

  it("has every check, in the order of the report", () => {
    assert.deepEqual(
      tableOf("check").map(([id]) => id),
      [...readingChecks, otherHosts, ...checksOf(disruptions)].map(({ id }) => id),
    );
  });
});
