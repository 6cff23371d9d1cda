import { join } from "node:path";

import type { ImageConfig, ImageRecipe } from "../recipe";
import { helloFiles, imageFile } from "./files";

const repository = "docker.io/nginxdemos/nginx-hello";
const listen = "etc/nginx/listen.conf";

/** How nginx is run. It ends on SIGQUIT when the requests under way are answered; on SIGTERM it drops them. */
export const nginx = {
  user: "101",
  entrypoint: ["/usr/sbin/nginx", "-e", "stderr"],
  stopSignal: "SIGQUIT",
} satisfies Partial<ImageConfig>;

/** An image that differs from the others in its version label only, and so in its ID. */
function version(tag: string): ImageConfig {
  return {
    ...nginx,
    reference: `${repository}:${tag}`,
    ports: [8080],
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
    ...(await helloFiles(report)),
    imageFile(listen, join(__dirname, "root", listen)),
  ],
};
