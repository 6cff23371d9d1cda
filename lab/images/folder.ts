import { readdir, readlink, stat } from "node:fs/promises";
import { join, relative } from "node:path";

import type { ImageEntry } from "./recipe";

/**
 * Everything in a folder of this machine, as entries of an image.
 *
 * @param source - absolute path of the folder
 * @param path - where it is in the image, relative to the root
 */
export async function folderEntries(source: string, path: string): Promise<ImageEntry[]> {
  const found = await readdir(source, { recursive: true, withFileTypes: true });
  const entries = await Promise.all(
    found.map(async (file): Promise<ImageEntry[]> => {
      const from = join(file.parentPath, file.name);
      const to = join(path, relative(source, from));
      if (file.isSymbolicLink()) {
        return [{ path: to, kind: "link", target: await readlink(from) }];
      }
      // Whoever runs the image has to read it, whatever the build's umask was.
      const mode = file.isDirectory() || ((await stat(from)).mode & 0o100) !== 0 ? 0o755 : 0o644;
      return file.isDirectory()
        ? [{ path: to, kind: "folder", mode }]
        : [{ path: to, kind: "file", mode, source: from }];
    }),
  );
  return entries.flat();
}
