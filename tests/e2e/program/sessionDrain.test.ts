import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { DrainEnd } from "../../../components/affinity/sessionDrain";
import { waitsOf, watchLives } from "../../disruption/drains";
import { deletePod, lastPod, scaleTo, successorReady } from "../../disruption/events";
import { deploy, waitsForSessions } from "../../disruption/sessionSetups";
import type { Deployed } from "../../disruption/setups";
import { Shopper } from "../../disruption/shopper";
import { loggedOut, whileUsersComeAndGo } from "../../disruption/users";
import { labController } from "../support/controllers";

const controller = labController("traefik");
const shortDrain = { drainSeconds: "5", minReadySeconds: "0" };

/** A user who is logged in on the pod that is named. */
async function userOn(shop: Deployed, address: string | undefined): Promise<Shopper> {
  for (let tries = 0; tries < 50; tries += 1) {
    const user = new Shopper(shop.url, `early-${tries}`);
    await user.logIn();
    if (user.pod?.startsWith(`${address ?? ""}:`)) {
      return user;
    }
    await user.logOut();
  }
  throw new Error(`nobody comes to ${address ?? "the pod"}`);
}

describe("a pod that waits for its sessions", function () {
  this.timeout(300_000);

  describe("of which the application tells", () => {
    let shop: Deployed;
    before(async () => {
      shop = await deploy(controller, { ...waitsForSessions, ...shortDrain, sessionSeconds: "15" });
    });
    after(() => shop.dispose());

    it("logs nobody out who leaves in time, in a scale-down, and ends when they have left", async () => {
      const lives = watchLives(shop);
      const users = { url: shop.url, count: 30, stay: [3, 8] as const };
      const outcome = await whileUsersComeAndGo(users, () => scaleTo(shop, 2));
      const waits = waitsOf(await lives.stop());
      assert.deepEqual(loggedOut(outcome), []);
      assert.deepEqual(outcome.failed, []);
      assert.deepEqual(
        waits.map(({ wait }) => wait.end),
        [DrainEnd.Sessions],
      );
    });

    it("moves who stays for longer than it waits, and says so", async () => {
      const pod = await lastPod(shop);
      const user = await userOn(shop, pod.status?.podIP);
      const lives = watchLives(shop);
      await deletePod(shop, pod);
      await successorReady(shop, pod.name, pod.uid);
      await user.look();
      const [ended] = waitsOf(await lives.stop());
      assert.equal(ended?.wait.end, DrainEnd.Time);
      assert.ok(ended.wait.seconds >= 15 && ended.wait.seconds < 20, `${ended.wait.seconds} s`);
      assert.match(user.lost ?? "", /is nobody/);
      assert.equal(user.failed, 0);
    });
  });

  it("waits until nobody has used it for a while, where that is asked for", async () => {
    const shop = await deploy(controller, {
      ...{ ...waitsForSessions, ...shortDrain, sessionsPath: undefined },
      // Traefik keeps the connection for 90 s, and that counts as use.
      ...{ sessionSeconds: "180", idleSeconds: "10" },
    });
    try {
      const pod = await lastPod(shop);
      const user = await userOn(shop, pod.status?.podIP);
      const lives = watchLives(shop);
      await deletePod(shop, pod);
      // Less often than the pod has to be idle, and for longer.
      for (let visits = 0; visits < 4; visits += 1) {
        await sleep(4_000);
        await user.look();
      }
      await successorReady(shop, pod.name, pod.uid);
      const [ended] = waitsOf(await lives.stop());
      assert.equal(user.lost, undefined);
      assert.equal(ended?.wait.end, DrainEnd.Idle);
      assert.ok(ended.wait.seconds >= 16 + 9, `${ended.wait.seconds} s`);
    } finally {
      await shop.dispose();
    }
  });
});
