import { mkdir, mkdtemp, readlink, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

import { choiceOf } from "../programs/choice";
import { folders } from "../state/folders";
import { withLock } from "../state/lock";
import { reasonOf } from "../progress/reason";
import type { Report } from "../progress/report";
import { officialProvider } from "./officialProvider";
import { standInProvider } from "./standInProvider";

/** Which plugin serves the program's Kubernetes resources. */
export type KubernetesProvider = "official" | "stand-in";

/** `auto`: the official one if it can be downloaded, else the stand-in. */
const choices = ["auto", "official", "stand-in"] as const;

const commandName = "pulumi-resource-kubernetes";

/**
 * Installs the plugin into the lab's PULUMI_HOME; `$STICKY_LAB_PROVIDER` chooses which.
 *
 * @param pulumi - absolute path of Pulumi's command line
 * @param version - of @pulumi/kubernetes
 * @throws when the variable has another value than `auto` (the default), `official`, `stand-in`
 */
export async function installKubernetesProvider(
  pulumi: string,
  version: string,
  report: Report,
): Promise<KubernetesProvider> {
  const choice = choiceOf("STICKY_LAB_PROVIDER", choices);
  if (choice !== "stand-in") {
    // Nobody waits for more than a moment where the stand-in will do as well.
    const patience =
      choice === "auto"
        ? { timeoutSeconds: 20, remember: true }
        : { timeoutSeconds: 600, remember: false };
    try {
      const official = await officialProvider({ pulumi, version, ...patience }, report);
      await install(version, join(official, "plugin", commandName));
      return "official";
    } catch (error) {
      if (choice === "official") {
        throw new Error(
          `The official Kubernetes provider ${version} could not be downloaded: ${reasonOf(error)}\n` +
            `Without STICKY_LAB_PROVIDER=official, the lab uses a stand-in for it.`,
        );
      }
      report("the official Kubernetes provider could not be downloaded; the lab uses its stand-in");
    }
  }
  await install(version, await standInProvider(report));
  return "stand-in";
}

/**
 * Makes `command` the plugin of that version, in place of another one. The engine takes plugins
 * from real folders only, so the link is inside of one.
 */
async function install(version: string, command: string): Promise<void> {
  const plugins = join(folders.pulumiHome, "plugins");
  const plugin = join(plugins, `resource-kubernetes-v${version}`);
  const installed = async () => readlink(join(plugin, commandName)).catch(() => undefined);
  if ((await installed()) === command) {
    return;
  }
  await mkdir(plugins, { recursive: true });
  await withLock(
    join(folders.pulumiHome, "kubernetes-provider.lock"),
    async () => {
      // Made beside and renamed: an engine that looks meanwhile finds a whole plugin or none.
      const temporary = await mkdtemp(join(folders.pulumiHome, "plugin-"));
      try {
        await symlink(command, join(temporary, commandName));
        await rm(plugin, { recursive: true, force: true });
        await rename(temporary, plugin);
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
    },
    () => undefined,
  );
}
