import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { commands } from "../../../cli/sticky/commands";
import { FakeSite } from "../../unit/verify/fakeSite";
import { repository } from "../support/repository";

describe("the commands in another project", function () {
  this.timeout(300_000);
  let folder: string;
  let fake: FakeSite;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sticky-session-e2e-"));
    fake = new FakeSite();
    const { stdout } = await execa("npm", ["pack", "--silent", "--pack-destination", folder], {
      cwd: repository,
    });
    const archive = join(folder, stdout.trim().split("\n").at(-1) ?? "");
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "other", private: true }));
    // Without the scripts of other packages: Pulumi's downloads a plugin.
    const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    await execa("npm", ["install", ...options, archive], { cwd: folder });
  });
  after(async () => {
    await fake.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function npx(...args: string[]): execa.ExecaChildProcess {
    return execa("npx", ["--no-install", ...args], {
      ...{ cwd: folder, reject: false, stdin: "ignore" },
    });
  }

  for (const command of [["sticky", "verify"], ["sticky", "help", "verify"], ["sticky-verify"]]) {
    it(`documents itself by ${command.join(" ")}`, async () => {
      const help = command.includes("help") ? [] : ["--help"];
      const { exitCode, stdout } = await npx(...command, ...help);
      assert.equal(exitCode, 0);
      assert.match(stdout, /^Usage: sticky verify \[options\]/);
    });
  }

  it("has every command", async () => {
    const { exitCode, stdout } = await npx("sticky", "--help");
    assert.equal(exitCode, 0);
    assert.match(stdout, /^Usage: sticky \[options\] \[command\]/);
    for (const { name, summary } of commands) {
      assert.match(stdout, new RegExp(`^ +${name} +${summary}`, "m"));
      assert.equal((await npx("sticky", name, "--help")).exitCode, 0, name);
    }
  });

  it("verifies a site and writes the page", async () => {
    const url = await fake.start();
    const { exitCode, stdout } = await npx(
      "sticky",
      "verify",
      "--url",
      url.href,
      "--report",
      "report.html",
    );
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /^passed: /m);
    assert.match(await readFile(join(folder, "report.html"), "utf8"), /<svg /);
  });

  it("refuses what it does not know", async () => {
    assert.equal((await npx("sticky", "verify", "--bogus")).exitCode, 2);
    assert.equal((await npx("sticky", "bogus")).exitCode, 2);
  });
});
