import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

describe("a command whose progress nobody reads any more", () => {
  it("goes on, and reports", async () => {
    const args = ["--url", "http://127.0.0.1:1/", "--wait", "0", "--output", "json"];
    const command = spawn("node", [
      "--require",
      "./scripts/typescript.cjs",
      "verify/cli.ts",
      ...args,
    ]);
    command.stderr.destroy();
    const [report] = await Promise.all([text(command.stdout), once(command, "close")]);
    assert.equal(command.exitCode, 1);
    assert.match(report, /^\{/);
  });
});
