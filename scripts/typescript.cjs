// Lets Node run this repository's TypeScript: `node --require ./scripts/typescript.cjs FILE.ts`.
// esbuild removes the types, `npm run check` checks them. The result is kept under node_modules/.cache
// by the hash of the source, so that a further process reads it and does not even load esbuild.
const { readFileSync } = require("node:fs");
const nodeModule = require("node:module");
const { join } = require("node:path");
const { cacheOf, hash } = require("./program/cache.cjs");

const cache = cacheOf(join(__dirname, ".."), "typescript");
const options = {
  loader: "ts",
  format: "cjs",
  platform: "node",
  target: "node20.19",
  sourcemap: "inline",
  sourcesContent: false,
};
const salt = hash(JSON.stringify(options), readFileSync(require.resolve("esbuild/package.json")));

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
  const key = `${hash(salt, file, source)}.js`;
  const kept = cache.read(key);
  if (kept !== undefined) {
    return kept.toString();
  }
  const { code } = require("esbuild").transformSync(source, { ...options, sourcefile: file });
  cache.keep(key, code);
  return code;
}
