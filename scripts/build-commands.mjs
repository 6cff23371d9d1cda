// Bundles the commands with all that they need, so that `sticky` runs by npx from any project, without this one's
// TypeScript or its development packages. What only one command needs is a file of its own, and loaded by it alone.
//
//   node scripts/build-commands.mjs [--out FOLDER] [--metafile FILE]
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { noticeOf } from "./notice.mjs";

const {
  values: { out: outdir, metafile: metafilePath },
} = parseArgs({
  options: { out: { type: "string", default: "dist/commands" }, metafile: { type: "string" } },
});
rmSync(outdir, { recursive: true, force: true });
const entries = { sticky: "cli/sticky/cli.ts", "sticky-verify": "verify/cli.ts" };
const { metafile } = await build({
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
  // All licences stand in one file beside it.
  legalComments: "none",
  metafile: true,
  // `ws` does without these, which have to be compiled.
  external: ["bufferutil", "utf-8-validate"],
  plugins: [lazyCommands(), pulumiBeside()],
  logLevel: "warning",
});
writeFileSync(join(outdir, "NOTICE.txt"), noticeOf(metafile));
if (metafilePath !== undefined) {
  writeFileSync(metafilePath, JSON.stringify(metafile));
}
for (const name of Object.keys(entries)) {
  chmodSync(join(outdir, `${name}.mjs`), 0o755);
}

/** esbuild splits at `import()`; what loads a command has `require`, since TypeScript run as it is has CommonJS alone. */
function lazyCommands() {
  return {
    name: "lazy-commands",
    setup({ onLoad }) {
      onLoad({ filter: /\/(cli\/sticky\/commands|verify\/main)\.ts$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replaceAll("(require(", "(import("),
        loader: "ts",
      }));
    },
  };
}

/**
 * Pulumi's packages are those of the program beside which this one is installed. They are loaded where the code that needs
 * them is, and as CommonJS: a static `import` would load them for every command, with names that Node cannot find in them.
 */
function pulumiBeside() {
  return {
    name: "pulumi-beside",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@pulumi\/(pulumi|kubernetes)(\/|$)/ }, ({ path, namespace }) =>
        namespace === "beside" ? { path, external: true } : { path, namespace: "beside" },
      );
      onLoad({ filter: /.*/, namespace: "beside" }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)});`,
      }));
    },
  };
}
