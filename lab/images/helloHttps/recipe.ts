import { join } from "node:path";

import { helloFiles, imageFile } from "../hello/files";
import { nginx } from "../hello/recipe";
import type { ImageRecipe } from "../recipe";
import { helloCertificate } from "./certificate";

const listen = "etc/nginx/listen.conf";

/** The tutorial's app over TLS, on port 8443, for Routes that re-encrypt. */
export const helloHttps: ImageRecipe = {
  images: [{ ...nginx, reference: "localhost/sticky-session/hello-https:1", ports: [8443] }],
  files: async (report) => {
    const { certificate, key } = await helloCertificate();
    return [
      ...(await helloFiles(report)),
      imageFile(listen, join(__dirname, "root", listen)),
      imageFile("etc/nginx/tls.crt", certificate),
      // Pods run as any user; the key protects nothing outside of the lab.
      imageFile("etc/nginx/tls.key", key),
    ];
  },
};
