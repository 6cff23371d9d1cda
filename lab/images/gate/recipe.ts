import { busybox } from "../busybox";
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
  files: async (report) => [
    ...["dev", "proc", "sys", "tmp"].map(
      (path) => ({ path, kind: "folder", mode: 0o755 }) as const,
    ),
    ...(await busybox(applets, report)),
  ],
};
