import assert from "node:assert/strict";

import type { RouteStatus } from "../../../lab/router/route";
import { type RouterIdentity, statusFor } from "../../../lab/router/status";
import { domain, route } from "./objects";

const router: RouterIdentity = {
  name: "default",
  canonicalHostname: `router-default.${domain}`,
  domain,
};
const now = new Date("2026-05-04T03:02:01.999Z");
const claimed = { admitted: false, reason: "HostAlreadyClaimed", message: "too late" } as const;

describe("the status of a Route", () => {
  const admitted: RouteStatus = {
    ingress: [
      {
        host: "hello.example.com",
        routerName: "default",
        routerCanonicalHostname: "router-default.apps.example.com",
        wildcardPolicy: "None",
        conditions: [
          { type: "Admitted", status: "True", lastTransitionTime: "2026-05-04T03:02:01Z" },
        ],
      },
    ],
  };

  it("says that it is admitted, without a reason, in whole seconds", () => {
    assert.deepEqual(statusFor(route(), { admitted: true }, router, now), admitted);
  });

  it("says why it is not", () => {
    const status = statusFor(route(), claimed, router, now);
    assert.deepEqual(status?.ingress?.[0]?.conditions, [
      {
        type: "Admitted",
        status: "False",
        reason: "HostAlreadyClaimed",
        message: "too late",
        lastTransitionTime: "2026-05-04T03:02:01Z",
      },
    ]);
  });

  it("is not written when it says all of that already", () => {
    const later = new Date("2026-06-01T00:00:00Z");
    const told = route({ status: admitted });
    assert.equal(statusFor(told, { admitted: true }, router, later), undefined);
  });

  it("is written anew when the decision, the host or the router's name in DNS changes", () => {
    const told = route({ status: admitted });
    assert.ok(statusFor(told, claimed, router, now));
    const moved = route({ status: admitted, spec: { host: "moved.example.com" } });
    assert.equal(
      statusFor(moved, { admitted: true }, router, now)?.ingress?.[0]?.host,
      "moved.example.com",
    );
    const renamed = { ...router, canonicalHostname: "lb.example.com" };
    assert.ok(statusFor(told, { admitted: true }, renamed, now));
  });

  it("keeps what other routers say, and other conditions of its own", () => {
    const foreign = { host: "hello.example.com", routerName: "internal", conditions: [] };
    const [own] = admitted.ingress ?? [];
    const other = { type: "Other", status: "True" } as const;
    const status = {
      ingress: [foreign, { ...own, conditions: [...(own?.conditions ?? []), other] }],
    };
    const changed = statusFor(route({ status }), claimed, router, now)?.ingress ?? [];
    assert.deepEqual(changed[0], foreign);
    assert.deepEqual(
      changed[1]?.conditions?.map(({ type, status: is }) => `${type} ${is}`),
      ["Other True", "Admitted False"],
    );
  });

  it("has the host of a subdomain", () => {
    const sub = route({ spec: { host: "", subdomain: "shop" } });
    assert.equal(
      statusFor(sub, { admitted: true }, router, now)?.ingress?.[0]?.host,
      `shop.${domain}`,
    );
  });
});
