import assert from "node:assert/strict";
import { parseResolveRule, portOf, resolveHost } from "../../../verify/http/connectOptions";

/** The ports of the schemes http and https (RFC 9110, 4.2), which URLs leave out. */
describe("the port of a URL", () => {
  for (const [url, port] of [
    ["http://shop.example.com/", 80],
    ["http://shop.example.com:80/", 80],
    ["https://shop.example.com/", 443],
    ["https://shop.example.com:443/", 443],
    ["https://shop.example.com:80/", 80],
    ["http://shop.example.com:443/", 443],
    ["http://shop.example.com:8080/", 8080],
  ] as const) {
    it(`is ${port} of ${url}`, () => {
      assert.equal(portOf(new URL(url)), port);
    });
  }

  for (const [url, rule] of [
    ["http://shop.example.com/", "shop.example.com:80:10.0.0.7"],
    ["https://shop.example.com/", "shop.example.com:443:10.0.0.7"],
  ] as const) {
    it(`is what --resolve ${rule} is about for ${url}`, async () => {
      const rules = [parseResolveRule("shop.example.com:8080:10.0.0.8"), parseResolveRule(rule)];
      assert.deepEqual(await resolveHost(new URL(url), rules), [
        { address: "10.0.0.7", family: 4 },
      ]);
    });
  }
});
