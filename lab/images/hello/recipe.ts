import { join } from "node:path";

import { debianRoot } from "../debianRoot";
import type { ImageConfig, ImageRecipe } from "../recipe";

const repository = "docker.io/nginxdemos/nginx-hello";

/** An image that differs from the others in its version label only, and so in its ID. */
function version(tag: string): ImageConfig {
  return {
    reference: `${repository}:${tag}`,
    user: "101",
    entrypoint: ["/usr/sbin/nginx", "-e", "stderr"],
    ports: [8080],
    // nginx ends on it when the requests under way are answered; on SIGTERM it drops them.
    stopSignal: "SIGQUIT",
    labels: { "org.opencontainers.image.version": tag },
  };
}

/**
 * The tutorial's app: nginx, which answers on port 8080 with the server's address and name, the
 * date, the URI and a request ID. Runs as any user; writes to /tmp only.
 */
export const hello: ImageRecipe = {
  images: [version("plain-text"), version("plain-text-2")],
  files: async (report) => [
    ...(await debianRoot(
      { name: "nginx-packages", packages: ["nginx"] },
      ["usr/sbin/nginx"],
      report,
    )),
    ...["etc/nginx/nginx.conf", "etc/passwd", "etc/group"].map(
      (path) =>
        ({ path, kind: "file", mode: 0o644, source: join(__dirname, "root", path) }) as const,
    ),
  ],
};
