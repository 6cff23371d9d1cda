import type { Decision } from "./claims";
import { hostOf, type Route, type RouteCondition, type RouteStatus } from "./route";

/** How a router calls itself in the status of Routes. */
export interface RouterIdentity {
  /** Of the IngressController; `default` on OpenShift. */
  readonly name: string;
  /** What hosts outside of its domain have their CNAME point to. */
  readonly canonicalHostname: string;
  /** The domain of the hosts that it assigns. */
  readonly domain: string;
}

/**
 * The status that a Route should have; undefined when it has it. The entries of other routers stay.
 *
 * Source: openshift/router, pkg/router/controller/status.go. A Route that is admitted has neither
 * reason nor message.
 */
export function statusFor(
  route: Route,
  decision: Decision,
  { name, canonicalHostname, domain }: RouterIdentity,
  now: Date,
): RouteStatus | undefined {
  const entries = route.status?.ingress ?? [];
  const own = entries.find(({ routerName }) => routerName === name);
  const wanted = {
    host: hostOf(route, domain),
    routerName: name,
    routerCanonicalHostname: canonicalHostname,
    wildcardPolicy: route.spec.wildcardPolicy ?? "None",
  };
  const condition = conditionOf(decision);
  const before = own?.conditions?.find(({ type }) => type === condition.type);
  if (
    own?.host === wanted.host &&
    own.routerCanonicalHostname === wanted.routerCanonicalHostname &&
    own.wildcardPolicy === wanted.wildcardPolicy &&
    before?.status === condition.status &&
    before.reason === condition.reason &&
    before.message === condition.message
  ) {
    return undefined;
  }
  // Kubernetes' times are in whole seconds.
  const lastTransitionTime = now.toISOString().replace(/\.\d+Z$/, "Z");
  const entry = {
    ...wanted,
    conditions: [
      ...(own?.conditions ?? []).filter(({ type }) => type !== condition.type),
      { ...condition, lastTransitionTime },
    ],
  };
  return {
    ingress: own ? entries.map((each) => (each === own ? entry : each)) : [...entries, entry],
  };
}

function conditionOf(decision: Decision): RouteCondition {
  return decision.admitted
    ? { type: "Admitted", status: "True" }
    : {
        type: "Admitted",
        status: "False",
        reason: decision.reason,
        message: decision.message,
      };
}
