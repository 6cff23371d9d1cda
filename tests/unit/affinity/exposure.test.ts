import assert from "node:assert/strict";
import { hostsOf, servedUnder, visitable } from "../../../components/affinity/exposure";

describe("the hosts of an exposure", () => {
  for (const [names, expected] of [
    [[], {}],
    [["a.example.com"], { host: "a.example.com" }],
    [["a.example.com", "a.example.com"], { host: "a.example.com" }],
    [
      ["www.example.com", "example.com"],
      { host: "www.example.com", hosts: ["www.example.com", "example.com"] },
    ],
    [
      ["*.example.com", "example.com"],
      { host: "example.com", hosts: ["*.example.com", "example.com"] },
    ],
    [["*.example.com"], { host: "wildcard.example.com", hosts: ["*.example.com"] }],
  ] as const) {
    it(`are visited under the first that is no wildcard: ${names.join(", ")}`, () => {
      const exposure = servedUnder(names);
      assert.deepEqual(exposure, expected);
      assert.deepEqual(hostsOf(exposure), [...new Set(names)]);
    });
  }

  it("can be visited", () => {
    assert.equal(visitable("*.example.com"), "wildcard.example.com");
    assert.equal(visitable("a.example.com"), "a.example.com");
  });
});
