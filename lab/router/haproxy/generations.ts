import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The link to the configuration that is in force. */
export const current = "current";

const prefix = "configuration-";

/** One complete configuration, in a folder of its own. */
export interface Generation {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
}

/**
 * Writes a configuration; the one in force stays.
 *
 * @param parent - the folder of all generations; absolute path
 * @param filesIn - the files by name, for the folder that they will be in
 */
export async function writeGeneration(
  parent: string,
  filesIn: (folder: string) => Readonly<Record<string, string>>,
): Promise<Generation> {
  const name = generationName(filesIn);
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [file, content] of Object.entries(filesIn(folder))) {
    await writeFile(join(folder, file), content, { mode: 0o600 });
  }
  return { name, folder };
}

/** The same for the same configuration. */
export function generationName(
  filesIn: (folder: string) => Readonly<Record<string, string>>,
): string {
  const content = JSON.stringify(Object.entries(filesIn("/")).sort());
  return prefix + createHash("sha256").update(content).digest("hex").slice(0, 12);
}

/** Puts a configuration in force for the next start and reload, and removes the others. */
export async function activate(parent: string, { name }: Generation): Promise<void> {
  const link = join(parent, `${current}.new`);
  await rm(link, { force: true });
  await symlink(name, link);
  await rename(link, join(parent, current));
  for (const other of await readdir(parent)) {
    // HAProxy holds all of its files in memory: not even the old processes need theirs.
    if (other.startsWith(prefix) && other !== name) {
      await rm(join(parent, other), { recursive: true, force: true });
    }
  }
}
