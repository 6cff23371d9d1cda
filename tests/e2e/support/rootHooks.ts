import { labPlatform, labSucceeds, useLabEnvironment } from "./lab";
import { platform } from "./platform";

let found: string | undefined;

/** The suites run on the lab; those that run in processes of their own inherit its environment. */
export async function mochaGlobalSetup(): Promise<void> {
  found = await labPlatform();
  if (found !== platform.name) {
    await labSucceeds("up", "--platform", platform.name);
  }
  await useLabEnvironment();
}

/** The lab is left as it was found. */
export async function mochaGlobalTeardown(): Promise<void> {
  if (found === undefined) {
    await labSucceeds("down");
  } else if (found !== platform.name) {
    await labSucceeds("up", "--platform", found);
  }
}
