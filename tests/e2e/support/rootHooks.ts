import type { RootHookObject } from "mocha";
import { borrowLab, useLabEnvironment } from "./lab";
import { platform } from "./platform";

/** A lab that has to be built first takes about a quarter of an hour on two cores. */
const labTimeoutMilliseconds = 40 * 60_000;

let restore: () => Promise<void>;

/** The suites run on the lab; it is left as it was found. */
export const mochaHooks: RootHookObject = {
  async beforeAll(this: Mocha.Context) {
    this.timeout(labTimeoutMilliseconds);
    restore = await borrowLab({ platform: platform.name, extras: [] });
    await useLabEnvironment();
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(labTimeoutMilliseconds);
    await restore();
  },
};
