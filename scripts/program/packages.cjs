const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { build } = require("./build.cjs");
const { hash } = require("./cache.cjs");

/** What the component imports and is worth it. Not @pulumi/pulumi: Pulumi's host has loaded parts of it, and there may be one. */
const names = [
  "@kubernetes/client-node",
  "@pulumi/kubernetes",
  "@pulumi/kubernetesx",
  "fastest-levenshtein",
  "tldts",
  "yaml",
];

/**
 * One text with those packages among `imports`; each is a function of its name that loads it.
 *
 * @param versions - what `versionsOf` returns
 * @param imports - as the program says them, such as `@pulumi/kubernetes`
 */
function compiledPackages(root, versions, imports, cache) {
  const wanted = imports.filter((path) =>
    names.some((name) => path === name || path.startsWith(`${name}/`)),
  );
  const key = hash(
    ...versions,
    ...wanted,
    contentOf(__filename),
    contentOf(require.resolve("./build.cjs")),
  );
  const file = `${key}.js`;
  const kept = cache.read(file)?.toString();
  const text = kept ?? (wanted.length === 0 ? exportsOf([]) : bundle(root, wanted));
  if (kept === undefined) {
    cache.keep(file, text);
  }
  return { text, key, file: cache.pathOf(file) };
}

/** What changes with every package: npm writes the first of these files whenever it changes one. */
function versionsOf(root) {
  return ["node_modules/.package-lock.json", "package-lock.json"].map((file) =>
    contentOf(join(root, file)),
  );
}

function bundle(root, wanted) {
  return build(root, {
    stdin: { contents: exportsOf(wanted), resolveDir: root },
    external: ["@pulumi/pulumi"],
    legalComments: "none",
  }).text;
}

function exportsOf(wanted) {
  const entries = wanted.map(
    (path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(path)})`,
  );
  return `module.exports = { ${entries.join(", ")} };`;
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return "";
  }
}

module.exports = { compiledPackages, versionsOf };
