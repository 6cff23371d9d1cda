import assert from "node:assert/strict";
import { DrainEnd } from "../../../components/affinity/sessionDrain";
import { waitsOf } from "../../disruption/drains";
import { nodeDrain } from "../../disruption/events";
import { whileLoggedInUnderLoad } from "../../disruption/sessionDrain";
import { deploy, waitsForSessions } from "../../disruption/sessionSetups";
import { loggedOut } from "../../disruption/users";
import { labController, setUp, titleOf, withControllers } from "../support/controllers";

/** The drain of the node under load, where pods wait for their sessions behind a controller. */
export function sessionsKeptBehind(id: string): void {
  const controller = labController(id);
  describe(`pods that wait for their sessions behind ${titleOf(controller)}`, function () {
    this.timeout(400_000);
    this.retries(0);

    it("the drain of the node by eviction logs nobody out and loses nothing", async () => {
      const restore = await withControllers(controller.platform, [controller]);
      try {
        await setUp(controller);
        const settings = { ...waitsForSessions, drainSeconds: "5", minReadySeconds: "0" };
        const shop = await deploy(controller, settings);
        try {
          const users = { count: 50, stay: [3, 10] as const };
          const outcome = await whileLoggedInUnderLoad(
            shop,
            controller,
            () => nodeDrain(shop),
            users,
          );
          const { load, failed, pods } = outcome;
          assert.deepEqual(loggedOut(outcome), []);
          assert.deepEqual({ lost: load.lost, reasons: load.reasons, failed }, none);
          assert.deepEqual(
            waitsOf(pods).map(({ wait }) => wait.end),
            new Array(3).fill(DrainEnd.Sessions),
          );
        } finally {
          await shop.dispose();
        }
      } finally {
        await restore();
      }
    });
  });
}

const none = { lost: 0, reasons: {}, failed: [] };
