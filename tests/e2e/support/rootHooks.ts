import type { RootHookObject } from "mocha";
import { labPlatform, labSucceeds, useLabEnvironment } from "./lab";
import { platform } from "./platform";

/** A lab that has to be built first takes about a quarter of an hour on two cores. */
const labTimeoutMilliseconds = 40 * 60_000;

let found: string | undefined;

/** The suites run on the lab; it is left as it was found. */
export const mochaHooks: RootHookObject = {
  async beforeAll(this: Mocha.Context) {
    this.timeout(labTimeoutMilliseconds);
    found = await labPlatform();
    if (found !== platform.name) {
      await labSucceeds("up", "--platform", platform.name);
    }
    await useLabEnvironment();
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(labTimeoutMilliseconds);
    if (found === undefined) {
      await labSucceeds("down");
    } else if (found !== platform.name) {
      await labSucceeds("up", "--platform", found);
    }
  },
};
