import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { buildFolder, moduleFolder } from "../builds/moduleFolder";
import { cached } from "../cache/cache";
import type { Report } from "../progress/report";

/** The CustomResourceDefinitions that a Go module brings. */
export interface ModuleDefinitions {
  /** The folder in `builds/` whose go.mod names the module. */
  readonly build: string;
  readonly module: string;
  /** Of the manifests in the module. */
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
      const manifests = await Promise.all(paths.map((path) => readFile(join(root, path), "utf8")));
      await writeFile(join(target, file), manifests.join("\n---\n"));
    },
    report,
  );
  return join(folder, file);
}
