import assert from "node:assert/strict";
import { nodeDrain, restartsOf, restartsSince } from "../../disruption/events";
import { stall } from "../../disruption/slowness";
import { labController, titleOf, withControllers } from "../support/controllers";
import { otherImage } from "../support/otherImage";
import { platform } from "../support/platform";
import { ApplicationUnderLoad } from "./applicationUnderLoad";

/**
 * The suite of one controller: the ends of all pods, by an eviction and by an update.
 *
 * @param further what else is tried @default - nothing: docs/zero-loss.md has the figures, and here it would take
 *   too long
 */
export function behind(id: string, further?: (application: ApplicationUnderLoad) => void): void {
  const controller = labController(id);
  describe(`under load behind ${titleOf(controller)}`, function () {
    this.timeout(600_000);
    // What is lost once in a while is lost.
    this.retries(0);
    const application = new ApplicationUnderLoad(controller);
    let restore: (() => Promise<void>) | undefined;

    before(async () => {
      if (controller.addon !== undefined) {
        restore = await withControllers(platform.name, [controller]);
      }
      await application.deploy();
    });
    after(async () => {
      await application.dispose();
      await restore?.();
    });

    it("the drain of the node by eviction loses nothing, and moves everybody", () =>
      application.everybodyMovesAt(() => nodeDrain(application.stack)));

    it("`pulumi up` with another image loses nothing, and moves everybody", async () => {
      const { stack } = application;
      await stack.configure({ image: otherImage });
      await application.everybodyMovesAt(() => stack.up());
    });
    it("a pod that stands still for 10 s keeps its clients and its containers", async () => {
      const { stack } = application;
      const before = await restartsOf(stack);
      const { moves, longestWait } = await application.during(() => stall(stack, 10));
      assert.deepEqual(moves, []);
      assert.equal(restartsSince(before, await restartsOf(stack)), 0);
      // Else nothing stood still.
      assert.ok(longestWait > 5_000, `the longest wait was ${longestWait} ms`);
    });
    further?.(application);
  });
}
