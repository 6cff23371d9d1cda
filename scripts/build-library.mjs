// Builds what the package has for programs: the library, its translation alone, and the provider for other languages.
// What it uses besides Pulumi is bundled, so that it brings no package along (docs/decisions/0016).
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./library/bundle.mjs";
import { writeDeclarations } from "./library/declarations.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(repository, "dist");
const check = process.argv.includes("--check");

mkdirSync(folder, { recursive: true });
await bundle({
  repository,
  folder,
  entries: {
    index: "components/index.ts",
    affinity: "components/affinity/index.ts",
    provider: "provider/main.ts",
  },
});
const stale = writeDeclarations({ repository, folder, check });
if (stale.length > 0) {
  console.error(`${stale.join(", ")}: not what the code has. Run: npm run build`);
  process.exitCode = 1;
}
