const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

/** The SHA-256 of all parts, in their order. */
function hash(...parts) {
  const sum = createHash("sha256");
  for (const part of parts) {
    sum.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return sum.digest("hex");
}

/**
 * Files under `node_modules/.cache` of `root` that can be made again at any time: `npm ci` removes them all, and where
 * nothing can be written they are made each time.
 */
function cacheOf(root, name) {
  const folder = join(root, "node_modules/.cache", name);
  return {
    pathOf: (file) => join(folder, file),
    /** @returns {Buffer | undefined} */
    read(file) {
      try {
        return readFileSync(join(folder, file));
      } catch {
        return undefined;
      }
    },
    keep(file, content) {
      try {
        mkdirSync(folder, { recursive: true });
        // Renamed when it is complete: another process never reads half of it.
        const written = join(folder, `${file}.${process.pid}`);
        writeFileSync(written, content);
        renameSync(written, join(folder, file));
      } catch {
        // A folder that is read-only.
      }
    },
  };
}

module.exports = { cacheOf, hash };
