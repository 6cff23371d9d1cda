/**
 * Makes one CommonJS text with esbuild.
 *
 * @returns the text, the source map if one was asked for, and esbuild's metafile
 * @throws SyntaxError that names the places in the sources
 */
function build(root, options) {
  const { buildSync, formatMessagesSync } = require("esbuild");
  try {
    const { outputFiles, metafile } = buildSync({
      absWorkingDir: root,
      // Beside the sources, so that relative paths in the source map are theirs. Nothing is written.
      outfile: "program.js",
      write: false,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20.19",
      // An import at run time is a `require` as well, which finds the compiled packages.
      supported: { "dynamic-import": false },
      metafile: true,
      logLevel: "silent",
      ...options,
    });
    const textOf = (end) => outputFiles.find(({ path }) => path.endsWith(end))?.text;
    return { text: textOf(".js"), map: textOf(".map"), metafile };
  } catch (error) {
    // Pulumi shows no stack of this kind of error.
    throw error.errors === undefined
      ? error
      : new SyntaxError(formatMessagesSync(error.errors, { kind: "error" }).join("\n").trim());
  }
}

module.exports = { build };
