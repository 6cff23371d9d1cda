import assert from "node:assert/strict";
import { dialects } from "../../../components/affinity/dialects";
import { labControllers, setUp, withControllers } from "../support/controllers";
import { TestStack } from "../support/testStack";
import { keepsItsPromises } from "./promises";

/** Without the drain, which would move the clients before the controller has to. */
const settings = { cookieMaxAgeSeconds: "3600", cookieSameSite: "Lax", drain: "off" };

const onKubernetes = labControllers.filter(({ platform }) => platform === "kubernetes");

/** Each is held to just the promises of its dialect; the others are met by `npm run test:controllers`. */
const controllers = onKubernetes.filter(({ builtLong }) => builtLong !== true);

describe("a controller that runs in the lab", function () {
  this.timeout(10 * 60_000);
  let restore: () => Promise<void>;

  before(async () => {
    restore = await withControllers("kubernetes", controllers);
  });
  after(() => restore());

  for (const controller of controllers) {
    describe(controller.id, () => {
      let stack: TestStack;
      before(async () => {
        await setUp(controller);
        stack = await TestStack.create({ ...controller.settings, ...settings });
        await stack.up();
      });
      after(() => stack.dispose());

      keepsItsPromises(controller, () => stack);
    });
  }

  it("is just each one whose dialect says that it was seen live", () => {
    const live = dialects.filter(({ verified }) => verified === "live").map(({ id }) => id);
    const ids = (all: typeof controllers) => all.map(({ id }) => id).sort();
    const metElsewhere = onKubernetes.filter(({ id, builtLong }) => builtLong && live.includes(id));
    assert.deepEqual(live.sort(), ids([...controllers, ...metElsewhere]));
  });
});
