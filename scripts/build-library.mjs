// Builds what the package has for programs: the library, its translation alone, and the provider for other languages.
// What it uses besides Pulumi is bundled, so that it brings no package along (docs/decisions/0020).
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./library/bundle.mjs";
import { writeDeclarations } from "./library/declarations.mjs";
import { noticeOf } from "./notice.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(repository, "dist");
const check = process.argv.includes("--check");

mkdirSync(folder, { recursive: true });
const metafiles = await bundle({
  repository,
  folder,
  entries: {
    index: "components/index.ts",
    affinity: "components/affinity/index.ts",
    provider: "provider/main.ts",
  },
});
const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
writeFileSync(join(folder, "vendor/NOTICE.txt"), noticeOf({ outputs }));
const stale = writeDeclarations({ repository, folder, check });
if (stale.length > 0) {
  console.error(`${stale.join(", ")}: not what the code has. Run: npm run build`);
  process.exitCode = 1;
}
