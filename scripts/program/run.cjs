const { wrap } = require("node:module");
const { dirname } = require("node:path");
const { Script } = require("node:vm");

/**
 * Runs the text of a CommonJS module. What V8 makes of the text is kept too: to compile takes longer than to run.
 *
 * @param compiled - the text, the path that it has in stack traces, and a key that names the text
 * @param require - how it imports
 * @returns what it exports
 */
function run({ text, file, key }, require, cache) {
  // Of this V8 alone; it does not take what another one made.
  const kept = `${key}-${process.version}-${process.arch}.bin`;
  const cachedData = cache.read(kept);
  const script = new Script(wrap(text), { filename: file, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end it has the functions that were called, too.
    process.once("exit", () => cache.keep(kept, script.createCachedData()));
  }
  return module.exports;
}

module.exports = { run };
