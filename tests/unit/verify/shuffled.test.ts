import assert from "node:assert/strict";
import { shuffled } from "../../../verify/shuffled";

describe("an order by chance", () => {
  it("has every item once, and leaves the list alone", () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const found = shuffled(items);
    assert.notDeepEqual(found, items);
    assert.deepEqual(
      [...found].sort((one, other) => one - other),
      items,
    );
    assert.deepEqual(shuffled([]), []);
  });

  it("has each item at each place about as often", () => {
    const counts = [0, 0, 0];
    for (let time = 0; time < 3_000; time += 1) {
      const place = shuffled(["a", "b", "c"]).indexOf("a");
      counts[place] = (counts[place] ?? 0) + 1;
    }
    assert.ok(
      counts.every((count) => count > 800 && count < 1_200),
      String(counts),
    );
  });
});
