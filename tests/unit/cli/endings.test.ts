import assert from "node:assert/strict";
import { openSync, closeSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";

const repository = join(__dirname, "../../..");

/** Runs a few lines in a process of their own. */
async function run(
  lines: string,
  stdout: "pipe" | number = "pipe",
): Promise<execa.ExecaReturnValue> {
  const modules = `
    const { surviveBrokenPipes } = require("./cli/terminal/brokenPipe");
    const { endOnUncaught } = require("./cli/terminal/uncaught");`;
  return execa(
    process.execPath,
    ["--require", "./scripts/typescript.cjs", "--eval", modules + lines],
    { cwd: repository, reject: false, stdout },
  );
}

describe("the end of a command", function () {
  this.timeout(60_000);

  it("is told and has code 3 where stdout cannot be written to", async () => {
    const full = openSync("/dev/full", "w");
    const { exitCode, stderr } = await run(
      `surviveBrokenPipes();
      process.stdout.write("report\\n");
      setTimeout(() => { process.stderr.write("to its end\\n"); process.exitCode = 0; }, 50);`,
      full,
    );
    closeSync(full);
    assert.equal(exitCode, 3);
    assert.match(stderr, /^error: stdout cannot be written to: ENOSPC/);
    assert.match(stderr, /\nto its end$/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  for (const [what, line] of [
    ["an exception", 'setTimeout(() => { throw new Error("one\\u001b[31m two"); });'],
    ["a rejection", 'void Promise.reject(new Error("one\\u001b[31m two"));'],
  ] as const) {
    it(`has a message and code 3 by ${what} that nothing caught, after what is under way`, async () => {
      const { exitCode, stdout, stderr } = await run(
        `endOnUncaught((reason) => {
          console.log("put back after " + reason.message);
          process.exitCode = 0;
        });
        ${line}`,
      );
      assert.equal(exitCode, 3);
      assert.equal(stderr, "error: unexpected: one\\u001b[31m two");
      assert.equal(stdout, "put back after one\\u001b[31m two");
    });
  }
});
