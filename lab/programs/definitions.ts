import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { buildFolder, moduleFolder } from "../builds/moduleFolder";
import { cached } from "../cache/cache";
import type { Report } from "../progress/report";

/** The CustomResourceDefinitions that a Go module brings. */
export interface ModuleDefinitions {
  /** The folder in `builds/` whose go.mod names the module. */
  readonly build: string;
  readonly module: string;
  /** In the module: files, or folders whose every manifest is meant. */
  readonly paths: readonly string[];
}

const file = "definitions.yaml";

/**
 * The definitions out of the module, in one manifest; go.sum in the build's folder holds the module's checksum.
 *
 * @returns absolute path of the manifest
 */
export async function moduleDefinitions(
  { build, module, paths }: ModuleDefinitions,
  report: Report,
): Promise<string> {
  const source = buildFolder(build);
  const folder = await cached(
    `${build}-definitions`,
    [{ folder: source }, ...paths],
    async (target) => {
      const root = await moduleFolder(source, module);
      const files = (await Promise.all(paths.map((path) => manifestsAt(join(root, path))))).flat();
      const manifests = await Promise.all(files.map((path) => readFile(path, "utf8")));
      await writeFile(join(target, file), manifests.join("\n---\n"));
    },
    report,
  );
  return join(folder, file);
}

async function manifestsAt(path: string): Promise<string[]> {
  if (path.endsWith(".yaml")) {
    return [path];
  }
  const names = await readdir(path);
  return names
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(path, name));
}
