import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The language of the program, as its project names it: `python`, `yaml`. The engine starts a provider in the folder of
 * the program, and tells it in no other way.
 *
 * @returns `undefined` where there is no project that can be read
 */
export function languageOf(folder: string): string | undefined {
  const file = projectFiles.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) {
    const parent = dirname(folder);
    return parent === folder ? undefined : languageOf(parent);
  }
  try {
    const { runtime } = parse(readFileSync(file, "utf8")) as { runtime?: unknown };
    const name: unknown =
      typeof runtime === "object" && runtime !== null && "name" in runtime ? runtime.name : runtime;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
