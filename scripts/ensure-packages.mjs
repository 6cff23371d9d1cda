// Runs before each command that needs packages, so that a fresh clone needs no step of its own:
// `npm ci` when node_modules is missing or older than the lockfile. It uses Node alone.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const installed = "node_modules/.package-lock.json";
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
  process.stderr.write("Installing the npm packages of package-lock.json ...\n");
  // npm's own output goes to stderr: stdout belongs to the command that follows.
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    stdio: ["ignore", process.stderr, process.stderr],
  });
  process.exitCode = status ?? 1;
}
