import { join } from "node:path";

import { debianFiles } from "../../programs/debianFiles";
import { debianRoot } from "../debianRoot";
import type { ImageRecipe } from "../recipe";

/** What session stores run: Debian's Redis, under the names of the official Valkey image and its server. */
export const store: ImageRecipe = {
  images: [
    {
      reference: "docker.io/valkey/valkey:8.1.3",
      user: "0",
      entrypoint: ["/usr/bin/valkey-server"],
      ports: [6379],
    },
  ],
  files: async (report) => {
    const packages = { name: "redis-packages", packages: ["redis-tools"] };
    // One program that is the server, unless its name says that it checks a file.
    const server = join(await debianFiles(packages, report), "usr/bin/redis-check-rdb");
    return [
      ...(await debianRoot(packages, [], report)),
      { path: "usr/bin/valkey-server", kind: "file", mode: 0o755, source: server },
    ];
  },
};
