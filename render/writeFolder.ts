import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlainObject } from "../components/affinity/objects";
import { CommandError } from "../cli/commandError";
import { toYaml } from "../manifests/toYaml";

/**
 * Writes a file an object, and removes those of objects that the stack no longer has. Files of anybody else are not
 * touched.
 *
 * @param origin whose objects they are, in one line; it is the first line of each file
 * @returns the names of the files that were written, and of those that were removed
 * @throws CommandError before anything is written, where a file of somebody else is in the way
 */
export async function writeFolder(
  folder: string,
  objects: readonly PlainObject[],
  origin: string,
): Promise<{ written: string[]; removed: string[] }> {
  const header = `# ${origin}\n`;
  try {
    await mkdir(folder, { recursive: true });
    const there = (await readdir(folder)).filter((name) => name.endsWith(".yaml"));
    const own = new Set<string>();
    for (const name of there) {
      if ((await readFile(join(folder, name), "utf8")).startsWith(header)) {
        own.add(name);
      }
    }
    const files = new Map(objects.map((object) => [fileName(object), object]));
    const foreign = there.filter((name) => files.has(name) && !own.has(name));
    if (foreign.length > 0) {
      throw new CommandError(
        `${folder} has files of these names that are not of this stack: ${foreign.join(", ")}; nothing was written.\n` +
          "  allowed:  a folder of its own for each stack\n" +
          "  fix:      sticky render --out ANOTHER-FOLDER ...",
        2,
      );
    }
    for (const [name, object] of files) {
      await writeFile(join(folder, name), header + toYaml(object));
    }
    const removed = [...own].filter((name) => !files.has(name)).sort();
    await Promise.all(removed.map((name) => rm(join(folder, name))));
    return { written: [...files.keys()], removed };
  } catch (error) {
    if (error instanceof CommandError) {
      throw error;
    }
    throw new CommandError(`${folder} cannot be written to: ${(error as Error).message}`, 3);
  }
}

function fileName({ kind, metadata }: PlainObject): string {
  return `${kind.toLowerCase()}-${metadata.name ?? ""}.yaml`;
}
