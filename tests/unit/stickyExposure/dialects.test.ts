import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Dialect } from "../../../components/affinity/dialect";
import { dialects, findDialect } from "../../../components/affinity/dialects";
import { plainest } from "../../../scripts/controllers/probe";
import { type ExistingPlan, resolveExposure } from "../../../components/resolve/resolveExposure";

/** Those whose settings are on the Service, or hold for all who use it. */
const onService = [
  ...["traefik", "haproxytech", "kong", "kong-enterprise", "gke-ingress", "gke-gateway"],
  ...["istio", "istio-persistent-session"],
];

function planOf(dialect: Dialect): ExistingPlan {
  const { id, platform, exposedBy } = dialect;
  const { tls } = plainest(dialect);
  const needed = exposedBy.requires?.({ exposure: { path: "/", tls: "none" } }) ?? [];
  const resolved = resolveExposure(
    "shop",
    {
      ...{ platform, controller: id, host: "shop.example.com", service: { name: "web" } },
      ...(tls !== "none" && { tls: { termination: tls } }),
      ...(needed.includes("gateway.name") && { gateway: { name: "gateway" } }),
    },
    { existing: pulumi.output(undefined) },
  );
  assert.ok("plan" in resolved, JSON.stringify(resolved));
  return resolved.plan;
}

describe("StickyExposure with every controller", () => {
  for (const dialect of dialects) {
    const isOwn = onService.includes(dialect.id);
    it(`has ${isOwn ? "a Service of its own" : "the Service that is there"}: ${dialect.id}`, () => {
      const { ownServiceName } = planOf(dialect);
      assert.equal(ownServiceName, isOwn ? "shop-sticky" : undefined);
    });
  }

  it("names the Service where an annotation of the Ingress does", () => {
    const dialect = findDialect("f5-nginx") ?? assert.fail();
    const { annotations = {} } = planOf(dialect).translation.native.ingress ?? {};
    assert.match(String(annotations["nginx.org/sticky-cookie-services"]), /^serviceName=web shop /);
  });

  it("names the Service where an HTTPRoute does", () => {
    const dialect = findDialect("gateway-api") ?? assert.fail();
    const [route] = planOf(dialect).translation.native.objects ?? [];
    const { rules } = route?.spec as { rules: { backendRefs: { name: string }[] }[] };
    assert.equal(rules[0]?.backendRefs[0]?.name, "web");
  });
});
