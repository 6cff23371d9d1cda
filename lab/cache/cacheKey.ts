import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * What a cached folder is made from: a text (a version, a flag, a path), a file or a folder.
 *
 * Files and folders count by content, and by name without the folders above, so that every clone
 * of the repository gets the same key.
 */
export type CacheInput = string | { readonly file: string } | { readonly folder: string };

/** The first 12 hexadecimal digits of the SHA-256 of the inputs, in their order. */
export async function cacheKey(inputs: readonly CacheInput[]): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const part of await parts(input)) {
      // With its length before it, no part can be mistaken for the end of another.
      hash.update(`${Buffer.byteLength(part)}:`).update(part);
    }
  }
  return hash.digest("hex").slice(0, 12);
}

async function parts(input: CacheInput): Promise<(string | Buffer)[]> {
  if (typeof input === "string") {
    return ["text", input];
  }
  if ("file" in input) {
    return ["file", basename(input.file), await readFile(input.file)];
  }
  const entries = await readdir(input.folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(input.folder.length))
    .sort();
  const contents = await Promise.all(
    files.map(async (name) => [name, await readFile(join(input.folder, name))]),
  );
  return ["folder", String(files.length), ...contents.flat()];
}
