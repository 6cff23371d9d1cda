import assert from "node:assert/strict";
import { whileLoggedIn } from "../../disruption/sessions";
import { shopDisruptions } from "../../disruption/shopDisruptions";
import { deployShop, type Shop } from "../support/shop";

describe("100 who are logged in, with a session store", function () {
  this.timeout(180_000);
  let shop: Shop;

  before(async () => {
    // Whoever loses requests has to be no less logged in; and it takes a third of the time.
    shop = await deployShop("it's 100% & + a@b:c/d", { drain: "off", minReadySeconds: "0" });
  });
  after(() => shop.dispose());

  for (const { title, leastMoved, disrupt } of shopDisruptions) {
    it(`${title}: all are still logged in, and have their carts`, async () => {
      const { stack } = shop;
      const outcome = await whileLoggedIn(await stack.url(), () => disrupt(stack));
      assert.deepEqual(outcome.lost, []);
      assert.equal(outcome.sessions, 100);
      // Else nothing was put to the test.
      assert.ok(outcome.leastRequests > 0);
      assert.ok(outcome.moved >= leastMoved, `${outcome.moved} came to another pod`);
    });
  }
});
