const { readdirSync, readFileSync } = require("node:fs");
const nodeModule = require("node:module");
const { dirname, join, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");
const { build } = require("./build.cjs");
const { hash } = require("./cache.cjs");

/** What else decides what the sources become; relative to the program's folder, or absolute. */
const alsoRead = [
  "package.json",
  "tsconfig.json",
  require.resolve("esbuild/package.json"),
  __filename,
  require.resolve("./build.cjs"),
];

/**
 * index.ts and the sources that it imports, as one text; compiled only if one of them has changed.
 *
 * @returns text, key and file of `run`, the name of the source map in the cache, and the packages that it imports
 */
function compiledProgram(root, cache) {
  // Copies of the program can share one node_modules.
  const state = `${hash(root)}.json`;
  const kept = JSON.parse(cache.read(state) ?? "null");
  if (
    kept !== null &&
    Object.entries(kept.inputs).every(([path, was]) => digest(root, path) === was)
  ) {
    return kept;
  }
  const { text, map, metafile } = build(root, {
    entryPoints: ["index.ts"],
    packages: "external",
    sourcemap: "external",
    sourceRoot: root,
    sourcesContent: false,
  });
  const key = hash(text);
  const sources = Object.keys(metafile.inputs);
  const inputs = [...sources, ...new Set(sources.map((path) => dirname(path))), ...alsoRead];
  const made = {
    inputs: Object.fromEntries(inputs.map((path) => [path, digest(root, path)])),
    imports: Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports.map(({ path }) => path))
      .filter((path) => !nodeModule.isBuiltin(path))
      .sort(),
    file: join(root, "program.js"),
    key,
    map: `${key}.map`,
    // The comment is for debuggers.
    text: `${text}//# sourceMappingURL=${pathToFileURL(cache.pathOf(`${key}.map`))}\n`,
  };
  cache.keep(made.map, map);
  cache.keep(state, JSON.stringify(made));
  return made;
}

/** Of a file's content; of a folder's names, as a new file can be what an import finds from then on. */
function digest(root, path) {
  const absolute = resolve(root, path);
  try {
    return hash(readFileSync(absolute));
  } catch (error) {
    return error.code === "EISDIR" ? hash(...readdirSync(absolute)) : "none";
  }
}

module.exports = { compiledProgram };
