import { chmod, copyFile, link } from "node:fs/promises";
import { basename, join } from "node:path";

import execa from "execa";

import { buildProgram } from "../builds/build";
import { goModule } from "../builds/goModule";
import { goEnvironment } from "../builds/goToolchain";
import { cached } from "../cache/cache";
import type { Report } from "../progress/report";

/** The module of the Python host, which is built beside the Node.js one. */
const source = join(__dirname, "../builds/languageHost");
const sdkModule = "github.com/pulumi/pulumi/sdk/v3";

/**
 * What programs in YAML and Python need beside the command line: their language hosts, and a generator of SDKs. Built when
 * it is asked for, and not with the lab, which runs programs in TypeScript alone.
 *
 * @returns absolute path of the folder with all of it, for the front of PATH
 */
export async function pulumiLanguages(report: Report): Promise<string> {
  const built = [
    await buildProgram("yamlHost", report),
    await buildProgram("pythonHost", report),
    await buildProgram("sdkGenerator", report),
  ];
  return cached("pulumi-languages", built, async (target) => {
    for (const file of built) {
      await link(file, join(target, basename(file)));
    }
    await copyExecutor(target);
  });
}

/** The Python host looks for the script that runs programs beside itself. */
async function copyExecutor(target: string): Promise<void> {
  const version = (await goModule(source)).versions.get(sdkModule) ?? "latest";
  const { stdout } = await execa("go", ["mod", "download", "-json", `${sdkModule}@${version}`], {
    cwd: source,
    env: goEnvironment,
  });
  const { Dir } = JSON.parse(stdout) as { Dir: string };
  const name = "pulumi-language-python-exec";
  const copy = join(target, name);
  await copyFile(join(Dir, "python/cmd", name), copy);
  await chmod(copy, 0o755);
}
