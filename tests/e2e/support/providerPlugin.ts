import { constants } from "node:fs";
import { access, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { devDependencies } from "../../../package.json";
import execa from "execa";

const executable = "pulumi-resource-kubernetes";

/** Another plugin of Pulumi's Kubernetes provider than the lab's. */
export type ProviderPlugin = { readonly path: string } | { readonly version: string };

/**
 * The plugin that `E2E_PROVIDER` asks for: the absolute path of its executable, or a version of the
 * official one, which is downloaded. Undefined for the lab's.
 *
 * @throws Error for any other value
 */
export function requestedPlugin(value: string | undefined): ProviderPlugin | undefined {
  if (value === undefined || value === "") {
    return undefined;
  }
  if (isAbsolute(value)) {
    return { path: value };
  }
  const [, version] = /^v?(\d+\.\d+\.\d+)$/.exec(value) ?? [];
  if (version === undefined) {
    throw new Error(
      `E2E_PROVIDER is "${value}"; it has to be the absolute path of a plugin's executable, or a version such as ${devDependencies["@pulumi/kubernetes"]}.`,
    );
  }
  return { version };
}

/**
 * Has this process, and those that it starts, use a plugin in place of the lab's. The lab itself is
 * left as it is.
 *
 * @returns what takes the plugin away again
 * @throws Error where there is no such executable, or the download fails
 */
export async function useProviderPlugin(plugin: ProviderPlugin): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), "sticky-session-e2e-pulumi-home-"));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const path = "path" in plugin ? plugin.path : await download(plugin.version, home);
    await access(path, constants.X_OK);
    // The engine looks for the version of the SDK, whatever the plugin says of itself.
    const folder = join(home, `plugins/resource-kubernetes-v${devDependencies["@pulumi/kubernetes"]}`);
    if (path !== join(folder, executable)) {
      await mkdir(folder, { recursive: true });
      await symlink(path, join(folder, executable));
    }
  } catch (error) {
    await remove();
    throw error;
  }
  process.env.PULUMI_HOME = home;
  return remove;
}

async function download(version: string, home: string): Promise<string> {
  await execa("pulumi", ["plugin", "install", "resource", "kubernetes", version], {
    cwd: home,
    env: { PULUMI_HOME: home },
    stdin: "ignore",
  });
  return join(home, `plugins/resource-kubernetes-v${version}`, executable);
}
