import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrateCommand } from "../../../migrate/command";
import { stream } from "../../../migrate/output";
import { textReport } from "../../../migrate/report/textReport";
import { migrated } from "./migrated";

const page = readFileSync(join(__dirname, "../../../docs/migrate.md"), "utf8");
const blocks = [...page.matchAll(/```(yaml|text)\n([\s\S]*?)```/g)].map(([, , text = ""]) => text);

describe("docs/migrate.md", () => {
  it("shows what the command writes of its example, and says", async () => {
    const [input = "", output, said] = blocks;
    const report = await migrated(input, "haproxy-ingress");
    assert.equal(output, stream(report.objects));
    const text = textReport(report, false).replaceAll("stdin:", "ingress.yaml:");
    assert.ok(said !== undefined && said.length > 1000);
    assert.ok(text.startsWith(said));
  });

  it("names every option", () => {
    for (const { long } of migrateCommand().options) {
      assert.ok(page.includes(long ?? "--"), long);
    }
  });
});
