import { untilNamespacesAreGone } from "./cluster";
import { borrowLab, useLabEnvironment } from "./lab";
import { platform } from "./platform";
import { requestedPlugin, useProviderPlugin } from "./providerPlugin";

const undo: (() => Promise<void>)[] = [];

/** The suites run on the lab; those that run in processes of their own inherit its environment. */
export async function mochaGlobalSetup(): Promise<void> {
  const plugin = requestedPlugin(process.env.E2E_PROVIDER);
  undo.push(await borrowLab({ platform: platform.name, addons: [] }));
  await useLabEnvironment();
  undo.push(untilNamespacesAreGone);
  if (plugin) {
    undo.push(await useProviderPlugin(plugin));
  }
}

/** The lab is left as it was found. */
export async function mochaGlobalTeardown(): Promise<void> {
  for (const step of undo.reverse()) {
    await step();
  }
}
