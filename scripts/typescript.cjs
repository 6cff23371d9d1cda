// Lets Node run this repository's TypeScript: `node --require ./scripts/typescript.cjs FILE.ts`.
// esbuild removes the types, `npm run typecheck` checks them. The result is kept under node_modules/.cache
// by the hash of the source, so that a further process reads it and does not even load esbuild.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const nodeModule = require("node:module");
const { join } = require("node:path");

const cache = join(__dirname, "../node_modules/.cache/typescript");
const options = {
  loader: "ts",
  format: "cjs",
  platform: "node",
  target: "node20.19",
  sourcemap: "inline",
  sourcesContent: false,
};
const salt = createHash("sha256")
  .update(JSON.stringify(options))
  .update(readFileSync(require.resolve("esbuild/package.json")));

// Stack traces name the lines of the TypeScript. Node 22 and later can leave out those of packages.
if (nodeModule.setSourceMapsSupport) {
  nodeModule.setSourceMapsSupport(true, { nodeModules: false });
} else {
  process.setSourceMapsEnabled(true);
}

nodeModule._extensions[".ts"] = (module, file) => {
  module._compile(javaScriptOf(file), file);
};

function javaScriptOf(file) {
  const source = readFileSync(file, "utf8");
  const key = salt.copy().update(file).update("\0").update(source).digest("hex");
  const kept = join(cache, `${key}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const { code } = require("esbuild").transformSync(source, { ...options, sourcefile: file });
    mkdirSync(cache, { recursive: true });
    // Renamed when it is complete: another process never reads half of it.
    const written = `${kept}.${process.pid}`;
    writeFileSync(written, code);
    renameSync(written, kept);
    return code;
  }
}
