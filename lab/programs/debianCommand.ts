import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes a command that starts a program of unpacked packages with the libraries that were unpacked
 * with it.
 *
 * @param files - the folder of the unpacked packages
 * @param program - path of the program below it
 * @param command - absolute path of the command
 */
export async function writeDebianCommand(
  files: string,
  program: string,
  command: string,
): Promise<void> {
  const text = commandText(await libraryFolder(files), join(files, program));
  await writeFile(command, text, { mode: 0o755 });
}

/** What a command of `writeDebianCommand` says. */
export function commandText(libraries: string, program: string): string {
  return `#!/bin/sh
export LD_LIBRARY_PATH='${libraries}' XTABLES_LIBDIR='${libraries}/xtables'
exec '${program}' "$@"
`;
}

/** The folder of shared libraries, which is named for the machine's architecture. */
async function libraryFolder(files: string): Promise<string> {
  const [folder] = (await readdir(join(files, "usr/lib"))).filter((name) =>
    name.endsWith("-linux-gnu"),
  );
  if (!folder) {
    throw new Error(`No folder of libraries in ${join(files, "usr/lib")}.`);
  }
  return join(files, "usr/lib", folder);
}
