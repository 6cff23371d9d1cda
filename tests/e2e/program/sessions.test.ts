import assert from "node:assert/strict";
import { whileLoggedIn } from "../../disruption/sessions";
import { disruptions, restore } from "../../disruption/disruptions";
import { deployShop, type Shop } from "../support/shop";

/** How many of the 100 that is. */
const least = { nobody: 0, somebody: 1, everybody: 100 };

describe("100 who are logged in, with a session store", function () {
  this.timeout(180_000);
  let shop: Shop;

  before(async () => {
    // Whoever loses requests has to be no less logged in; and it takes a third of the time.
    shop = await deployShop("it's 100% & + a@b:c/d", { drain: "off", minReadySeconds: "0" });
  });
  after(() => shop.dispose());

  // What disturbs the node would disturb the other suites too.
  const ofPods = disruptions.filter(({ wholeNode }) => wholeNode !== true);
  for (const { title, leastMoved, disrupt } of ofPods) {
    it(`${title}: all are still logged in, and have their carts`, async () => {
      const outcome = await whileLoggedIn(await shop.stack.url(), () => disrupt(shop));
      await restore(shop);
      assert.deepEqual(outcome.lost, []);
      assert.equal(outcome.sessions, 100);
      // Else nothing was put to the test.
      assert.ok(outcome.leastRequests > 0);
      assert.ok(outcome.moved >= least[leastMoved], `${outcome.moved} came to another pod`);
    });
  }
});
