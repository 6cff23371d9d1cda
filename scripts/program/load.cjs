// Runs index.ts as JavaScript. Types are removed, not checked: `npm run check` does that.
//
// Two texts are kept under node_modules/.cache: the program, compiled again whenever one of its sources has changed, and
// the packages that it imports, once after each `npm ci`. Left alone, Node would find, read and compile a thousand
// files of those at every `pulumi up` (docs/decisions/0016-the-program-is-compiled-when-a-source-changes.md).
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { cacheOf } = require("./cache.cjs");
const { compiledPackages, versionsOf } = require("./packages.cjs");
const { compiledProgram } = require("./program.cjs");
const { withPulumiInParts } = require("./pulumi.cjs");
const { run } = require("./run.cjs");
const { nameSources } = require("./stackTraces.cjs");

/**
 * Runs the program in the folder `root`.
 *
 * @returns what index.ts exports
 * @throws SyntaxError where a source cannot be compiled, and what the program throws
 */
function load(root) {
  const cache = cacheOf(root, "program");
  const program = compiledProgram(root, cache);
  const fromRoot = createRequire(join(root, "package.json"));
  const versions = versionsOf(root);
  const imported = withPulumiInParts(versions, fromRoot, cache);
  const packages = run(compiledPackages(root, versions, program.imports, cache), imported, cache);
  nameSources(program, cache);
  return run(program, (id) => (Object.hasOwn(packages, id) ? packages[id]() : imported(id)), cache);
}

module.exports = { load };
