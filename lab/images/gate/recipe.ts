import { join } from "node:path";

import { debianFiles } from "../../programs/debianFiles";
import type { ImageRecipe } from "../recipe";

/** What of it drain gates use, by their scripts. */
const applets = [
  "sh",
  "httpd",
  "wget",
  "awk",
  "cat",
  "chmod",
  "head",
  "mkdir",
  "rm",
  "sleep",
  "timeout",
  "touch",
  "tr",
];

/** What drain gates run: Debian's busybox, under the name of the official image. */
export const gate: ImageRecipe = {
  images: [{ reference: "docker.io/library/busybox:1.37.0", user: "0", entrypoint: ["/bin/sh"] }],
  files: async (report) => {
    const root = await debianFiles(
      { name: "busybox-packages", packages: ["busybox-static"] },
      report,
    );
    return [
      ...["dev", "proc", "sys", "tmp"].map(
        (path) => ({ path, kind: "folder", mode: 0o755 }) as const,
      ),
      { path: "bin/busybox", kind: "file", mode: 0o755, source: join(root, "bin/busybox") },
      ...applets.map((name) => ({ path: `bin/${name}`, kind: "link", target: "busybox" }) as const),
    ];
  },
};
