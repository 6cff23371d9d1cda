import { chmod, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

import { build } from "esbuild";

import { cached } from "../cache";
import type { Report } from "../report";

const repository = join(__dirname, "../..");
const source = join(__dirname, "../provider");

/**
 * The plugin made of lab/provider: one file, and a command that runs it with the Node.js that runs
 * now.
 *
 * @returns absolute path of the command
 */
export async function standInProvider(report: Report): Promise<string> {
  const bundles = await cached(
    "stand-in-provider",
    [{ folder: source }, { file: join(repository, "package-lock.json") }, { file: __filename }],
    async (folder) => {
      await bundle(join(folder, bundleName));
    },
    report,
  );
  const commands = await cached(
    "stand-in-provider-command",
    [bundles, process.execPath],
    async (folder) => {
      const command = join(folder, commandName);
      await writeFile(
        command,
        `#!/bin/sh\nexec '${process.execPath}' '${join(bundles, bundleName)}' "$@"\n`,
      );
      await chmod(command, 0o755);
    },
    report,
  );
  return join(commands, commandName);
}

const bundleName = "provider.js";
const commandName = "pulumi-resource-kubernetes";

async function bundle(outfile: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: [join(source, "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
  });
  // Otherwise a change outside would not reach the bundle: the cache knows of these only.
  const strangers = Object.keys(metafile.inputs)
    .map((input) => relative(repository, resolve(repository, input)))
    .filter((input) => !/^(lab\/provider|node_modules)\//.test(input));
  if (strangers.length > 0) {
    throw new Error(
      `${dirname(relative(repository, source))}/provider may import packages and its own files ` +
        `only; it imports ${strangers.join(", ")}.`,
    );
  }
}
