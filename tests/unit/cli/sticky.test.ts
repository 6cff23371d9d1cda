import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../../cli/sticky/commands";
import { main } from "../../../cli/sticky/main";
import { verifyCommand } from "../../../verify/command";
import { type Ran, runMain } from "../support/runMain";

function run(...argv: string[]): Promise<Ran> {
  return runMain(main, argv);
}

describe("sticky", () => {
  it("has a line for each command in its help", async () => {
    for (const argv of [["--help"], ["-h"], ["help"]]) {
      const { exitCode, stdout, stderr } = await run(...argv);
      assert.equal(exitCode, 0);
      assert.equal(stderr, "");
      for (const { name, summary } of commands) {
        assert.match(stdout, new RegExp(`^ +${name} +${summary}$`, "m"));
      }
      assert.match(stdout, /^Exit codes that all share: 0 all is well, 1 /m);
    }
  });

  it("gives all that follows the name of a command to the command", async () => {
    const { exitCode, stdout } = await run("verify", "--help");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: sticky verify \[options\]/);
    const wrong = await run("verify", "--version");
    assert.equal(wrong.exitCode, 2);
    assert.match(wrong.stderr, /^error: unknown option '--version'/);
  });

  it("shows the help of each command", async () => {
    for (const { name } of commands) {
      const { exitCode, stdout } = await run("help", name);
      assert.equal(exitCode, 0);
      assert.match(stdout, new RegExp(`^Usage: sticky ${name} `));
      assert.match(stdout, /^All commands: sticky --help$/m);
    }
  });

  it("shows the help of its own commands", async () => {
    const { exitCode, stdout } = await run("help", "completion");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: sticky completion /);
  });

  it("prints the version of the package", async () => {
    const { version } = JSON.parse(
      readFileSync(join(__dirname, "../../../package.json"), "utf8"),
    ) as { version: string };
    assert.deepEqual(await run("--version"), { exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("names the command that is likely meant where there is none of the name", async () => {
    for (const argv of [["verfy"], ["help", "verfy"], ["verfy", "--stack", "k8s"]]) {
      const { exitCode, stdout, stderr } = await run(...argv);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.equal(stderr, "error: unknown command 'verfy'\n(Did you mean verify?)\n");
    }
  });

  it("shows its help on stderr, and fails, where it is told nothing", async () => {
    const { exitCode, stdout, stderr } = await run();
    assert.equal(exitCode, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^Usage: sticky /);
  });

  it("names the shells that it knows where it is given another", async () => {
    const { exitCode, stderr } = await run("completion", "tcsh");
    assert.equal(exitCode, 2);
    assert.match(stderr, /'tcsh' is invalid.*Allowed choices are bash, zsh, fish/);
  });

  it("has the options of every command in a completion script", async () => {
    const { exitCode, stdout } = await run("completion", "fish");
    assert.equal(exitCode, 0);
    for (const { long, hidden } of verifyCommand().options) {
      const line = `from verify' -l ${(long ?? "").slice(2)} `;
      assert.equal(stdout.includes(line), !hidden, line);
    }
  });
});
