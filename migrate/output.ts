import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../cli/commandError";
import type { PlainObject } from "../components/affinity/objects";
import { shellWord } from "../components/affinity/shellWord";
import { toYaml } from "../manifests/toYaml";

/** A file to be written. */
export interface OutputFile {
  readonly name: string;
  readonly content: string;
}

/** A file for each object: `NAMESPACE-KIND-NAME.yaml`. */
export function objectFiles(objects: readonly PlainObject[]): OutputFile[] {
  return objects.map((object) => ({
    name: `${[object.metadata.namespace, object.kind.toLowerCase(), object.metadata.name]
      .filter((part) => part !== undefined)
      .join("-")
      // A name of a file and nothing else, whatever the input says.
      .replace(/[^A-Za-z0-9.-]+/g, "_")
      .replace(/^\.+/, "_")}.yaml`,
    content: toYaml(object),
  }));
}

/** Objects as the documents of one stream. */
export function stream(objects: readonly PlainObject[]): string {
  return objects.map((object) => `---\n${toYaml(object)}`).join("");
}

/**
 * Writes files into a folder, which is made.
 *
 * @param force whether files that are there are overwritten
 * @throws CommandError where one is there, before any is written, or cannot be written
 */
export async function writeFiles(
  folder: string,
  files: readonly OutputFile[],
  force: boolean,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if (!force) {
      const there = await existing(folder, files);
      if (there.length > 0) {
        throw new CommandError(
          `${there.length === 1 ? "A file is" : `${there.length} files are`} there already in ${folder}: ${there.join(", ")}.\n  allowed:  an empty folder, or --force to overwrite them\n  fix:      sticky migrate ... --out ${shellWord(folder)} --force`,
          2,
        );
      }
    }
    for (const { name, content } of files) {
      await writeFile(join(folder, name), content, { flag: force ? "w" : "wx" });
    }
  } catch (error) {
    if (error instanceof CommandError) {
      throw error;
    }
    const { code } = error as { code?: unknown };
    throw new CommandError(`${folder} cannot be written: ${String(code ?? error)}.`);
  }
}

async function existing(folder: string, files: readonly OutputFile[]): Promise<string[]> {
  const there = new Set(await readdir(folder));
  return files.flatMap(({ name }) => (there.has(name) ? [name] : []));
}
