import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { doctorCommand } from "../../../doctor/command";
import { rules } from "../../../doctor/rules/rules";
import { suppressionKey } from "../../../doctor/suppression";

const documentation = readFileSync(join(__dirname, "../../../docs/doctor.md"), "utf8");

/** The cells of each row of the table whose first column has the title. */
function tableOf(title: string): string[][] {
  const lines = documentation.split("\n");
  const start = lines.findIndex((line) => new RegExp(`^\\| ${title} +\\|`).test(line));
  assert.notEqual(start, -1, `docs/doctor.md has no table "${title}"`);
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
        .map((cell) => cell.trim().replaceAll("`", "").replaceAll("\\|", "|")),
    );
}

describe("docs/doctor.md", () => {
  it("has the rules of --rules, in their words", () => {
    assert.deepEqual(
      tableOf("rule"),
      rules.map(({ id, severity, title, meaning }) => [id, severity, title, meaning]),
    );
  });

  it("has the options of --help, in their words", () => {
    assert.deepEqual(
      tableOf("option"),
      doctorCommand()
        .options.filter(({ hidden }) => !hidden)
        .map(({ flags, description }) => [flags, description]),
    );
  });

  it("has the annotation that suppresses findings, and names what needs more than manifests", () => {
    assert.ok(documentation.includes(`${suppressionKey}: "`));
    for (const { id } of rules.filter(({ needs }) => needs !== undefined)) {
      assert.ok(documentation.includes(`\`${id}\``), id);
    }
  });
});
