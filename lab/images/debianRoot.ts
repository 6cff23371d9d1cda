import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";

import { type DebianPackages, debianFiles } from "../programs/debianFiles";
import type { Report } from "../progress/report";
import type { ImageEntry } from "./recipe";

/**
 * Programs of Debian packages with all shared libraries of those packages, and the folders that a
 * container runtime and most programs expect.
 *
 * @param programs - paths relative to the root, such as `usr/sbin/nginx`
 */
export async function debianRoot(
  packages: DebianPackages,
  programs: readonly string[],
  report: Report,
): Promise<ImageEntry[]> {
  const root = await debianFiles(packages, report);
  const entries: ImageEntry[] = [
    ...["dev", "proc", "sys", "run", "var"].map(
      (path) => ({ path, kind: "folder", mode: 0o755 }) as const,
    ),
    { path: "tmp", kind: "folder", mode: 0o1777 },
    // As on an installed system: packages still ship some files below /lib, some below /usr/lib.
    { path: "lib", kind: "link", target: "usr/lib" },
    { path: "lib64", kind: "link", target: "usr/lib64" },
    ...programs.map(
      (path) => ({ path, kind: "file", mode: 0o755, source: join(root, path) }) as const,
    ),
  ];
  for (const file of await readdir(root, { recursive: true, withFileTypes: true })) {
    const source = join(file.parentPath, file.name);
    const path = source.slice(root.length + 1).replace(/^lib/, "usr/lib");
    // Directly in a library folder; deeper ones hold what programs load on request, such as
    // character sets.
    if (!/^usr\/lib(64|\/[^/]+-linux-gnu)?\/[^/]+\.so(\.[^/]*)?$/.test(path)) {
      continue;
    }
    if (file.isSymbolicLink()) {
      entries.push({ path, kind: "link", target: await readlink(source) });
    } else if (file.isFile()) {
      entries.push({ path, kind: "file", mode: 0o755, source });
    }
  }
  return entries;
}
