// The licences of what is bundled: every package of which a file is in the bundle, with its licence and, for Apache-2.0,
// its NOTICE, as they ask to be passed on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The packages of an esbuild metafile that are in its outputs, by folder: name, version, licence and its files. */
export function packagesOf(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  const folders = new Set(inputs.flatMap((path) => folderOf(path) ?? []));
  return [...folders]
    .map(packageIn)
    .sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, "en"));
}

/** What a package says that comes without a text of its licence. */
const texts = {
  MIT: (author) => `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  // It asks for nothing to be passed on.
  Unlicense: () => "In the public domain.",
};

/** The text that goes beside the bundle. */
export function noticeOf(metafile) {
  const parts = packagesOf(metafile).map(({ name, version, license, author, files }) => {
    const text = files.join("\n\n") || texts[license]?.(author ?? `the authors of ${name}`);
    if (!text) {
      throw new Error(`${name} ${version} has no text of its licence, which is ${license}.`);
    }
    return `${name} ${version}\nLicence: ${license}\n\n${text}`;
  });
  const heading =
    "sticky-session is under the Apache License 2.0. This part of it contains the packages below.";
  return `${[heading, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/** The package that a file belongs to: the folder below the innermost node_modules. */
function folderOf(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function packageIn(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return {
    ...{ folder, name, version, license },
    author: typeof author === "string" ? author : author?.name,
    files: licenceFiles(folder).map((file) => readFileSync(file, "utf8").trim()),
  };
}

/** A package that has parts of others has theirs in a folder. */
function licenceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]es?|notice|copying)([-.]|$)/i.test(name))
    .sort((a, b) => a.name.localeCompare(b.name, "en"))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory()
        ? readdirSync(path)
            .sort()
            .map((name) => join(path, name))
        : [path];
    });
}
