import { chmod, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";

import { build } from "esbuild";

import { cached } from "../cache/cache";
import type { Report } from "../progress/report";

const repository = join(__dirname, "../..");

/** A program of the lab's own in TypeScript; a folder below `lab` with a `main.ts`. */
export interface Bundle {
  /** First part of the names in the cache. */
  readonly name: string;
  /** The folder; absolute path. */
  readonly source: string;
  /** File name of the command. */
  readonly command: string;
}

/**
 * Makes a program one file, and a command that runs it with the Node.js that runs now.
 *
 * @returns absolute path of the command
 */
export async function bundledProgram(bundle: Bundle, report: Report): Promise<string> {
  const { name, source, command } = bundle;
  const file = `${basename(source)}.js`;
  const bundles = await cached(
    name,
    [{ folder: source }, { file: join(repository, "package-lock.json") }, { file: __filename }],
    async (folder) => {
      await makeBundle(source, join(folder, file));
    },
    report,
  );
  const commands = await cached(
    `${name}-command`,
    [bundles, process.execPath],
    async (folder) => {
      const path = join(folder, command);
      await writeFile(
        path,
        `#!/bin/sh\nexec '${process.execPath}' '${join(bundles, file)}' "$@"\n`,
      );
      await chmod(path, 0o755);
    },
    report,
  );
  return join(commands, command);
}

async function makeBundle(source: string, outfile: string): Promise<void> {
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
  const own = relative(repository, source);
  const foreign = Object.keys(metafile.inputs)
    .map((input) => relative(repository, resolve(repository, input)))
    .filter((input) => !input.startsWith(`${own}/`) && !input.startsWith("node_modules/"));
  if (foreign.length > 0) {
    throw new Error(
      `${own} may import packages and its own files only; it imports ${foreign.join(", ")}.`,
    );
  }
}
