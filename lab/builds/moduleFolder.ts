import { join } from "node:path";

import execa from "execa";

import { goModule } from "./goModule";
import { goEnvironment } from "./goToolchain";

/** The folder beside this file that has a program's go.mod. */
export function buildFolder(name: string): string {
  return join(__dirname, name);
}

/** The version of a module that a go.mod names, such as `v1.2.3`. @throws when it names none */
export async function moduleVersion(source: string, module: string): Promise<string> {
  const version = (await goModule(source)).versions.get(module);
  if (version === undefined) {
    throw new Error(`${source}/go.mod does not require ${module}.`);
  }
  return version;
}

/**
 * Where Go keeps the files of a module that a go.mod names, downloaded and compared with go.sum; read-only.
 *
 * @param source - the folder of go.mod
 */
export async function moduleFolder(source: string, module: string): Promise<string> {
  const version = await moduleVersion(source, module);
  const { stdout } = await execa("go", ["mod", "download", "-json", `${module}@${version}`], {
    cwd: source,
    env: goEnvironment,
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}
