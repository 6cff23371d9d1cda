import { cp } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";
import execa from "execa";

import { cached } from "../../cache/cache";
import type { Report } from "../../progress/report";
import { debianRoot } from "../debianRoot";
import type { ImageConfig, ImageRecipe } from "../recipe";

const source = join(__dirname, "../../../examples/shop");
const sources = ["package.json", "package-lock.json", "server.mjs", "live.mjs"];

/** An image that differs from the others in its version label only, and so in its ID. */
function version(tag: string): ImageConfig {
  return {
    reference: `localhost/sticky-session/shop:${tag}`,
    user: "101",
    entrypoint: ["/usr/bin/node", "/server.cjs"],
    ports: [8080],
    labels: { "org.opencontainers.image.version": tag },
  };
}

/** The example with a login and a cart, in one file, and the Node.js that runs now. */
export const shop: ImageRecipe = {
  images: [version("1"), version("2")],
  files: async (report) => [
    ...(await debianRoot(
      { name: "node-libraries", packages: ["libstdc++6", "libgcc-s1", "libc6"] },
      [],
      report,
    )),
    { path: "usr/bin/node", kind: "file", mode: 0o755, source: process.execPath },
    { path: "server.cjs", kind: "file", mode: 0o644, source: await bundle(report) },
  ],
};

async function bundle(report: Report): Promise<string> {
  const folder = await cached(
    "shop",
    [...sources.map((name) => ({ file: join(source, name) })), { file: __filename }],
    async (target) => {
      for (const name of sources) {
        await cp(join(source, name), join(target, name));
      }
      report("image shop: installing its packages");
      await execa("npm", ["ci", "--no-audit", "--no-fund"], { cwd: target });
      await build({
        absWorkingDir: target,
        entryPoints: ["server.mjs"],
        outfile: "server.cjs",
        bundle: true,
        platform: "node",
        format: "cjs",
        target: "node20",
        logLevel: "silent",
      });
    },
    report,
  );
  return join(folder, "server.cjs");
}
