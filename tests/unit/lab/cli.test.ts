import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const repository = join(__dirname, "../../..");

describe("npm run lab", () => {
  let home: string;

  before(() => {
    home = mkdtempSync(join(tmpdir(), "lab-cli-"));
  });

  after(() => {
    rmSync(home, { recursive: true });
  });

  function lab(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, ["-r", "./scripts/typescript.cjs", "lab/cli.ts", ...args], {
      cwd: repository,
      env: { ...process.env, STICKY_SESSION_HOME: home, NO_COLOR: "1" },
      encoding: "utf8",
    });
  }

  it("explains every command on request", () => {
    const { status, stdout } = lab("--help");
    assert.equal(status, 0);
    for (const command of ["up", "down", "status", "env", "build", "images", "logs"]) {
      assert.match(stdout, new RegExp(`^  ${command} `, "m"));
    }
  });

  for (const [args, message] of [
    [["start"], /unknown command 'start'/],
    [["up", "--retian"], /unknown option '--retian'[^]*Did you mean --retain\?/],
    [
      ["up", "--platform", "openshfit"],
      /argument 'openshfit' is invalid. Allowed choices are kubernetes, openshift/,
    ],
    [["status", "--output", "xml"], /argument 'xml' is invalid. Allowed choices are text, json/],
    [
      ["images", "tomact"],
      /'tomact' is invalid for argument 'names'. Allowed choices are jupyter, tomcat/,
    ],
    [["logs", "--lines", "some"], /argument 'some' is invalid. It must be a whole number/],
  ] as const) {
    it(`calls ${args.join(" ")} wrong usage, and says what is wrong`, function () {
      this.timeout(60_000);
      const { status, stdout, stderr } = lab(...args);
      assert.equal(status, 2);
      assert.equal(stdout, "");
      assert.match(stderr, message);
    });
  }

  it("without a lab says how to get one", function () {
    // A process of its own for each.
    this.timeout(60_000);
    for (const args of [["env"], ["images", "tomcat"], ["logs"]]) {
      const { status, stdout, stderr } = lab(...args);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, /the lab is not up.*npm run lab -- up/i);
    }
  });

  it("tells programs the state of every service", () => {
    const { status, stdout } = lab("status", "--output", "json");
    const { up, healthy, services } = JSON.parse(stdout) as {
      up: boolean;
      healthy: boolean;
      services: { state: string }[];
    };
    assert.equal(status, 1);
    assert.deepEqual([up, healthy], [false, false]);
    assert.ok(services.length > 10);
    assert.ok(services.every(({ state }) => state === "stopped"));
  });
});
