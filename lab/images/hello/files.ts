import { join } from "node:path";

import type { Report } from "../../progress/report";
import { debianRoot } from "../debianRoot";
import type { ImageEntry } from "../recipe";

/** nginx as the tutorial's app, but for `etc/nginx/listen.conf`, which says where it listens. */
export async function helloFiles(report: Report): Promise<ImageEntry[]> {
  return [
    ...(await debianRoot(
      { name: "nginx-packages", packages: ["nginx"] },
      ["usr/sbin/nginx"],
      report,
    )),
    ...["etc/nginx/nginx.conf", "etc/passwd", "etc/group"].map((path) =>
      imageFile(path, join(__dirname, "root", path)),
    ),
  ];
}

/** A file that everybody may read. */
export function imageFile(path: string, source: string): ImageEntry {
  return { path, kind: "file", mode: 0o644, source };
}
