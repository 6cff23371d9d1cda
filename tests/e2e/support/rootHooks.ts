import { borrowLab, useLabEnvironment } from "./lab";
import { platform } from "./platform";

let restore: () => Promise<void>;

/** The suites run on the lab; those that run in processes of their own inherit its environment. */
export async function mochaGlobalSetup(): Promise<void> {
  restore = await borrowLab({ platform: platform.name, extras: [] });
  await useLabEnvironment();
}

/** The lab is left as it was found. */
export async function mochaGlobalTeardown(): Promise<void> {
  await restore();
}
