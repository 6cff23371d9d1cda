// Runs before each command that needs packages, so that a fresh clone needs no step of its own:
// `npm ci` when node_modules is missing or older than the lockfile, here or in the folders that are named.
// It uses Node alone.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];
for (const folder of folders.filter((name) => !isInstalled(name))) {
  process.stderr.write(`Installing the npm packages of ${join(folder, "package-lock.json")} ...\n`);
  // npm's own output goes to stderr: stdout belongs to the command that follows.
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", process.stderr, process.stderr],
  });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

function isInstalled(folder) {
  const installed = join(folder, "node_modules/.package-lock.json");
  const wanted = join(folder, "package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
}
