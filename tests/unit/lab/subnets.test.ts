import assert from "node:assert/strict";

import { conflictingRoute } from "../../../lab/prerequisites/subnets";

describe("routes", () => {
  const conflict = (dst: string, dev = "eth0") =>
    conflictingRoute([{ dst, dev }], "10.244.0.0/24", "sticky0")?.dst;

  it("into the lab's subnet, around it or to an address in it are in its way", () => {
    assert.equal(conflict("10.244.0.128/25"), "10.244.0.128/25");
    assert.equal(conflict("10.0.0.0/8"), "10.0.0.0/8");
    assert.equal(conflict("10.244.0.7"), "10.244.0.7");
  });

  it("beside it, over its own bridge, by default or of IPv6 are not", () => {
    assert.equal(conflict("10.244.1.0/24"), undefined);
    assert.equal(conflict("10.244.0.0/24", "sticky0"), undefined);
    assert.equal(conflict("default"), undefined);
    assert.equal(conflict("fd00::/64"), undefined);
  });
});
