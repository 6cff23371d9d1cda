import { readFile } from "node:fs/promises";

import { run } from "../process/command";

/** The mount points at and below a folder, the innermost first, from /proc/self/mountinfo. */
export function mountPointsBelow(mountinfo: string, folder: string): string[] {
  return mountinfo
    .split("\n")
    .map((line) => unescapeOctal(line.split(" ")[4] ?? ""))
    .filter((point) => point === folder || point.startsWith(`${folder}/`))
    .sort()
    .reverse();
}

/** Unmounts everything at and below a folder. */
export async function unmountBelow(folder: string): Promise<void> {
  const points = mountPointsBelow(await readFile("/proc/self/mountinfo", "utf8"), folder);
  for (const point of points) {
    // Lazily: the last process that used it may still be on its way out.
    await run("umount", ["--lazy", point]);
  }
}

/** The kernel writes blanks and backslashes of a path as three octal digits. */
function unescapeOctal(path: string): string {
  return path.replace(/\\(\d{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
