import { buildProgram } from "../../builds/build";
import type { ImageRecipe } from "../recipe";

/** What containerd runs to hold a pod's namespaces; its `sandbox_image`. */
export const sandbox: ImageRecipe = {
  images: [
    {
      reference: "localhost/sticky-session/sandbox:1",
      user: "65535:65535",
      entrypoint: ["/pause"],
    },
  ],
  files: async (report) => [
    { path: "pause", kind: "file", mode: 0o755, source: await buildProgram("pause", report) },
  ],
};
