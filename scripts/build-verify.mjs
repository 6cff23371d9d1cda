// Bundles the verifier with all that it needs into one file, so that `sticky-verify` runs by npx from
// any project, without this one's TypeScript or its development packages.
import { chmodSync } from "node:fs";
import { build } from "esbuild";

const outfile = "dist/sticky-verify.js";
await build({
  entryPoints: ["verify/cli.ts"],
  outfile,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  banner: { js: "#!/usr/bin/env node" },
  // The licences of what is bundled stand in a file beside it.
  legalComments: "linked",
  // `ws` does without these, which have to be compiled.
  external: ["bufferutil", "utf-8-validate"],
  logLevel: "warning",
});
chmodSync(outfile, 0o755);
