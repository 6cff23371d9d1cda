import type { RootHookObject } from "mocha";
import { isLabUp, labSucceeds, useLabEnvironment } from "./lab";

/** A lab that has to be built first takes about a quarter of an hour on two cores. */
const labTimeoutMilliseconds = 40 * 60_000;

let wasUp = false;

/** The suites run on the lab; it is left as it was found. */
export const mochaHooks: RootHookObject = {
  async beforeAll(this: Mocha.Context) {
    this.timeout(labTimeoutMilliseconds);
    wasUp = await isLabUp();
    if (!wasUp) {
      await labSucceeds("up");
    }
    await useLabEnvironment();
  },
  async afterAll(this: Mocha.Context) {
    this.timeout(labTimeoutMilliseconds);
    if (!wasUp) {
      await labSucceeds("down");
    }
  },
};
