import assert from "node:assert/strict";

import { decide, type Decisions } from "../../../lab/router/claims";
import type { Route } from "../../../lab/router/route";
import { domain, route } from "./objects";

/** What each Route is told, by its name: `admitted`, or the reason and message. */
function told(routes: readonly Route[], before: Decisions = new Map()): Record<string, string> {
  const decisions = decide(routes, domain, before);
  return Object.fromEntries(
    routes.map(({ metadata: { name, uid } }) => {
      const decision = decisions.get(uid);
      return [
        name,
        decision?.admitted === false ? `${decision.reason}: ${decision.message}` : "admitted",
      ];
    }),
  );
}

describe("a host that several Routes ask for", () => {
  const older = route({ name: "older", created: 1 });
  const newer = route({ name: "newer", created: 2 });

  it("goes to the oldest one, whatever their order", () => {
    const expected = {
      older: "admitted",
      newer: "HostAlreadyClaimed: route older already exposes hello.example.com and is older",
    };
    assert.deepEqual(told([older, newer]), expected);
    assert.deepEqual(told([newer, older]), expected);
  });

  it("goes to the smaller UID where both were created in the same second", () => {
    const decisions = told([route({ name: "b" }), route({ name: "a" })]);
    assert.equal(decisions.a, "admitted");
    assert.match(decisions.b ?? "", /^HostAlreadyClaimed: route a /);
  });

  it("is the oldest one's namespace's, with all of its paths", () => {
    const foreign = route({
      name: "foreign",
      namespace: "two",
      created: 2,
      spec: { path: "/two" },
    });
    assert.deepEqual(told([older, foreign]), {
      older: "admitted",
      foreign:
        "HostAlreadyClaimed: a route in another namespace holds hello.example.com and is older than foreign",
    });
  });

  it("is shared by different paths in one namespace", () => {
    const path = route({ name: "path", created: 2, spec: { path: "/shop" } });
    assert.deepEqual(told([older, path]), { older: "admitted", path: "admitted" });
  });

  it("is shared with nobody when connections are passed through", () => {
    const through = route({ created: 1, spec: { tls: { termination: "passthrough" } } });
    const path = route({
      name: "path",
      created: 2,
      spec: { path: "/a", tls: { termination: "edge" } },
    });
    assert.match(told([through, path]).path ?? "", /^HostAlreadyClaimed: route hello /);
  });

  it("is free again when the older one goes", () => {
    const before = decide([older, newer], domain, new Map());
    assert.deepEqual(told([newer], before), { newer: "admitted" });
  });

  it("is taken from one that had it by an older one, which is told", () => {
    const before = decide([newer], domain, new Map());
    const expected = "HostAlreadyClaimed: replaced by older route older";
    assert.equal(told([older, newer], before).newer, expected);
    const after = decide([older, newer], domain, before);
    assert.equal(told([older, newer], after).newer, expected, "it is told the same later");
  });

  it("does not matter where the hosts differ", () => {
    const other = route({ name: "other", spec: { host: "other.example.com" } });
    assert.deepEqual(told([older, other]), { older: "admitted", other: "admitted" });
  });

  it("may come from a subdomain and the router's domain", () => {
    const named = route({ name: "named", created: 1, spec: { host: `shop.${domain}` } });
    const sub = route({ name: "sub", created: 2, spec: { host: "", subdomain: "shop" } });
    assert.match(told([named, sub]).sub ?? "", /^HostAlreadyClaimed: route named /);
  });
});
