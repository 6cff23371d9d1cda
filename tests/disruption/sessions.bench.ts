import assert from "node:assert/strict";
import Table from "cli-table3";
import { deployShop, type Shop } from "../e2e/support/shop";
import { type SessionOutcome, whileLoggedIn } from "./sessions";
import { disruptions, inBackgroundOf, restore } from "./disruptions";

/** By a disruption's title. */
type Outcomes = Map<string, SessionOutcome>;

describe("100 who are logged in", function () {
  this.timeout(300_000);
  const withStore: Outcomes = new Map();
  const withoutStore: Outcomes = new Map();

  describe("with a session store", () => {
    measure(withStore, "it's 100% & + a@b:c/d");
  });

  describe("without a session store", () => {
    measure(withoutStore);
  });

  // In a suite of its own: the tests of a suite run before its inner suites.
  describe("in the end", () => {
    it("have lost no session with a store", () => {
      const lost = [...withStore.values()].map(({ lost }) => lost.length);
      assert.deepEqual(lost, new Array(disruptions.length).fill(0));
    });
  });

  after(() => {
    const table = new Table({
      head: ["sessions lost", "without store", "with it", "came to another pod", "failed requests"],
      style: { head: [], border: [] },
    });
    for (const { title } of disruptions) {
      const stored = withStore.get(title);
      table.push([
        title,
        lostOf(withoutStore.get(title)),
        lostOf(stored),
        stored === undefined ? "-" : String(stored.moved),
        stored === undefined ? "-" : `${stored.failed} of ${stored.requests.toLocaleString("en")}`,
      ]);
    }
    process.stdout.write(`${table.toString()}\n`);
  });
});

function measure(outcomes: Outcomes, storePassword?: string): void {
  let shop: Shop;

  before(async () => {
    shop = await deployShop(storePassword);
  });
  after(() => shop.dispose());

  for (const disruption of disruptions) {
    const { title, disrupt } = disruption;
    it(title, async () => {
      const url = await shop.stack.url();
      outcomes.set(
        title,
        await inBackgroundOf(disruption, () => whileLoggedIn(url, () => disrupt(shop))),
      );
      await restore(shop);
    });
  }
}

function lostOf(outcome: SessionOutcome | undefined): string {
  return outcome === undefined ? "-" : `${outcome.lost.length} of ${outcome.sessions}`;
}
