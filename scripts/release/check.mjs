// `npm run release:check`: the package as those who install it get it, at both ends of the range of Pulumi's packages:
// packed, installed into an empty project, its types checked without `skipLibCheck` from ESM and CommonJS, and run.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import execa from "execa";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "../..");
const { peerDependencies, devDependencies } = JSON.parse(
  readFileSync(join(repository, "package.json"), "utf8"),
);
const peers = Object.keys(peerDependencies);
/** The oldest versions of the range, and those that this repository works with. */
const ends = {
  oldest: peers.map((name) => `${name}@${peerDependencies[name].replace(/^\^/, "")}`),
  newest: peers.map((name) => `${name}@${devDependencies[name]}`),
};
const tools = ["typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
const folder = mkdtempSync(join(tmpdir(), "sticky-release-"));

function step(message) {
  console.log(`release:check: ${message}`);
}

async function run(command, args, cwd) {
  const { exitCode, all } = await execa(command, args, { cwd, all: true, reject: false });
  if (exitCode !== 0) {
    throw new Error(`${command} ${args.join(" ")} failed:\n${all}`);
  }
  return all;
}

try {
  await run("npm", ["run", "-s", "build:commands"], repository);
  await run("npm", ["run", "-s", "build:library", "--", "--check"], repository);
  const npm = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await execa("npm", npm, { cwd: repository });
  const [{ filename, size, unpackedSize, files }] = JSON.parse(stdout.slice(stdout.indexOf("[\n")));
  step(`${filename}: ${size} bytes, ${unpackedSize} unpacked, ${files.length} files`);
  await run("npm", ["publish", join(folder, filename), "--dry-run"], folder);
  const foreign = files.filter(({ path }) => /^(lab|tests|components|scripts)\//.test(path));
  if (foreign.length > 0) {
    throw new Error(`The package has what is not for its users: ${foreign[0].path}`);
  }
  const notices = files.filter(({ path }) => path.endsWith("/NOTICE.txt"));
  const folders = new Set(
    files.flatMap(({ path }) => /^dist\/(?:commands|vendor|policy)/.exec(path) ?? []),
  );
  if (notices.length !== folders.size) {
    throw new Error(
      `Not every bundle has the licences of what is in it: ${[...folders].join(", ")}`,
    );
  }
  // Side by side, and both to their end: the folder is removed then.
  const checked = await Promise.allSettled(
    Object.entries(ends).map(([end, packages]) => checkIn(join(folder, end), packages, filename)),
  );
  const failed = checked.find(({ status }) => status === "rejected");
  if (failed) {
    throw failed.reason;
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The package in an empty project, beside these versions of its peers. */
async function checkIn(project, packages, filename) {
  cpSync(join(here, "consumer"), project, { recursive: true });
  cpSync(join(project, "program.mts"), join(project, "program.cts"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true }));
  const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts"];
  await run("npm", [...install, join(folder, filename), ...packages, ...tools], project);
  const listed = await run("npm", ["ls", "--all", "--parseable", ...peers], project);
  const copies = listed.split("\n").filter((path) => peers.includes(nameOf(path)));
  if (copies.length !== peers.length) {
    throw new Error(`Not one copy each of ${peers.join(", ")}:\n${copies.join("\n")}`);
  }
  await run("npx", ["--no-install", "tsc"], project);
  await run("node", ["run.mjs"], project);
  await run("node", ["affinity.mjs"], project);
  await run("npx", ["--no-install", "sticky", "verify", "--help"], project);
  step(`${packages.join(", ")}: types and programs are right`);
}

/** Of the package in a folder. */
function nameOf(path) {
  return `${basename(dirname(path))}/${basename(path)}`;
}
