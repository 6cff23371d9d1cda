// The library's JavaScript: our own modules in one file an entry, and each package that they use in a file of its own,
// which is read when it is used.
import { join, relative } from "node:path";
import { build } from "esbuild";

/** Of these a program has one, whose resources and outputs know each other. */
const peers = ["@pulumi/pulumi", "@pulumi/kubernetes"];

const common = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

/**
 * Bundles each entry into `FOLDER/NAME.js`.
 *
 * @param entries the source file of each name, relative to the repository
 * @returns esbuild's account of what is in them
 */
export async function bundle({ repository, folder, entries }) {
  const packages = new Map();
  const own = await build({
    ...common,
    absWorkingDir: repository,
    entryPoints: entries,
    outdir: folder,
    sourcemap: true,
    // Else Node would load a package in two ways.
    supported: { "dynamic-import": false },
    plugins: [entriesApart(repository, entries), packagesApart(packages)],
  });
  const vendored = await build({
    ...common,
    absWorkingDir: repository,
    entryPoints: Object.fromEntries(packages),
    outdir: join(folder, "vendor"),
    minify: true,
    external: peers,
  });
  return [own.metafile, vendored.metafile];
}

/** An entry that imports another one loads its file. */
function entriesApart(repository, entries) {
  const names = new Map(Object.entries(entries).map(([name, file]) => [file, name]));
  return {
    name: "entries",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\./ }, async ({ path, kind, pluginData, ...where }) => {
        if (kind === "entry-point" || pluginData === "resolving") {
          return undefined;
        }
        const options = { kind, ...where, pluginData: "resolving" };
        const found = await esbuild.resolve(path, options);
        const name = names.get(relative(repository, found.path));
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** A package that is bundled has a file in `vendor/`. */
function packagesApart(packages) {
  return {
    name: "packages",
    setup({ onResolve }) {
      onResolve({ filter: /^[^.]/ }, ({ path, kind }) => {
        if (kind === "entry-point" || path.startsWith("node:")) {
          return undefined;
        }
        if (peers.some((peer) => path === peer || path.startsWith(`${peer}/`))) {
          return { path, external: true };
        }
        const name = path.replace(/^@/, "").replace(/\.js$/, "").replaceAll("/", "-");
        packages.set(name, path);
        return { path: `./vendor/${name}.js`, external: true };
      });
    },
  };
}
