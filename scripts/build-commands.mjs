// Bundles the commands with all that they need, so that `sticky` runs by npx from any project, without this one's
// TypeScript or its development packages. What only one command needs is a file of its own, and loaded by it alone.
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const outdir = "dist/commands";
rmSync(outdir, { recursive: true, force: true });
const entries = { sticky: "cli/sticky/cli.ts", "sticky-verify": "verify/cli.ts" };
await build({
  entryPoints: entries,
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  banner: {
    // For packages that are CommonJS.
    js: 'import{createRequire as requireOf}from"node:module";const require=requireOf(import.meta.url);',
  },
  // The licences of what is bundled stand in a file beside it.
  legalComments: "linked",
  // `ws` does without these, which have to be compiled.
  external: ["bufferutil", "utf-8-validate"],
  plugins: [lazyCommands()],
  logLevel: "warning",
});
for (const name of Object.keys(entries)) {
  chmodSync(join(outdir, `${name}.mjs`), 0o755);
}

/** esbuild splits at `import()`; the table of commands has `require`, since TypeScript run as it is has CommonJS alone. */
function lazyCommands() {
  return {
    name: "lazy-commands",
    setup({ onLoad }) {
      onLoad({ filter: /\/cli\/sticky\/commands\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replaceAll("(require(", "(import("),
        loader: "ts",
      }));
    },
  };
}
