import { join } from "node:path";

import { debianFiles } from "../programs/debianFiles";
import type { Report } from "../progress/report";
import type { ImageEntry } from "./recipe";

/** Debian's busybox, and the commands that it is to be under their names, all in `bin`. */
export async function busybox(commands: readonly string[], report: Report): Promise<ImageEntry[]> {
  const root = await debianFiles(
    { name: "busybox-packages", packages: ["busybox-static"] },
    report,
  );
  return [
    { path: "bin/busybox", kind: "file", mode: 0o755, source: join(root, "bin/busybox") },
    ...commands.map((name) => ({ path: `bin/${name}`, kind: "link", target: "busybox" }) as const),
  ];
}
