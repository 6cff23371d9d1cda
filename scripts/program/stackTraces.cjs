const { SourceMap } = require("node:module");
const { dirname, resolve } = require("node:path");

/**
 * From now on, an error that nobody handles names the lines of the sources. Node's own support for source maps would do
 * so for every stack trace, and Pulumi takes one for each resource and promise: a tenth of a second that nobody reads.
 *
 * @param program - what runs, as `compiledProgram` returns it
 */
function nameSources({ file, map }, cache) {
  const rename = (error) => {
    if (error instanceof Error && error.stack?.includes(file)) {
      const kept = cache.read(map);
      error.stack =
        kept === undefined
          ? error.stack
          : named(error.stack, file, new SourceMap(JSON.parse(kept)));
    }
  };
  // Before those of Pulumi's host, which print it.
  process.prependListener("uncaughtException", rename);
  process.prependListener("unhandledRejection", rename);
}

/** The stack trace, with the places of the sources instead of those of `file`. */
function named(stack, file, map) {
  return stack
    .split(file)
    .map((part, index) =>
      index === 0
        ? part
        : part.replace(/^:(\d+):(\d+)/, (place, line, column) => {
            const { originalSource, originalLine, originalColumn } = map.findEntry(
              line - 1,
              column - 1,
            );
            return originalSource === undefined
              ? `${file}${place}`
              : `${resolve(dirname(file), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
          }),
    )
    .join("");
}

module.exports = { nameSources };
