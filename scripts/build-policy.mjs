// Bundles the policy pack as a folder for `pulumi preview --policy-pack`. Pulumi's packages are those that are installed
// beside it.
//
//   node scripts/build-policy.mjs [--out FOLDER]
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { noticeOf } from "./notice.mjs";

const {
  values: { out },
} = parseArgs({ options: { out: { type: "string", default: "dist/policy" } } });
rmSync(out, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: ["policy/index.ts"],
  outfile: join(out, "index.js"),
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  external: ["@pulumi/*"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
writeFileSync(join(out, "NOTICE.txt"), noticeOf(metafile));
copyFileSync("policy/PulumiPolicy.yaml", join(out, "PulumiPolicy.yaml"));
// Pulumi shows the version of the pack.
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync(
  join(out, "package.json"),
  `${JSON.stringify({ name: "sticky-session-policy", version, main: "index.js" }, undefined, 2)}\n`,
);
