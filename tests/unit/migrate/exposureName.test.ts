import assert from "node:assert/strict";
import { nameFor } from "../../../migrate/pulumi/exposureName";
import type { ExposureSettings } from "../../../migrate/pulumi/exposureSettings";
import type { Unit } from "../../../migrate/write/unit";

/** The names of exposures of Ingresses with these names, each of which leads to the Service `web`. */
function namesOf(...ingresses: readonly string[]): string[] {
  const taken: ExposureSettings[] = [];
  for (const name of ingresses) {
    const unit = { entrance: { name }, path: { service: "web" } } as unknown as Unit;
    taken.push({ name: nameFor(unit, taken) } as unknown as ExposureSettings);
  }
  return taken.map(({ name }) => name);
}

describe("the name of an exposure", () => {
  it("is the Ingress's, with the Service and then a number behind it where that is taken", () => {
    assert.deepEqual(namesOf("shop", "shop", "shop", "shop"), [
      ...["shop", "shop-web", "shop-2", "shop-3"],
    ]);
  });

  it("is one of its own too where the names differ after 52 characters only", () => {
    const long = "a".repeat(52);
    const names = namesOf(`${long}1`, `${long}2`, `${long}3`);
    assert.deepEqual(names, [long, `${"a".repeat(50)}-2`, `${"a".repeat(50)}-3`]);
    assert.ok(names.every((name) => name.length <= 52));
  });

  it("begins with a letter, and has nothing that an object's name cannot have", () => {
    assert.deepEqual(namesOf("1.Shop_a-"), ["shop-a"]);
  });
});
