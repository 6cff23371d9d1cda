import { hostOf, type Route } from "./route";

/** What the router decided on a Route. */
export type Decision =
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      readonly reason: string;
      readonly message: string;
      /** The UID of the Route that has the host. */
      readonly owner?: string;
    };

/** Decisions by the UID of the Route. */
export type Decisions = ReadonlyMap<string, Decision>;

const admitted: Decision = { admitted: true };

/**
 * Which Routes get the host that they ask for. A host belongs to the namespace of the oldest Route
 * for it, and each path of it to the oldest Route there. Whoever has to stand back is told why, and
 * is served as soon as the older one goes.
 *
 * Source: openshift/router, pkg/router/controller/{unique_host.go,hostindex/activation.go}.
 *
 * @param routes - all that are valid in themselves
 * @param domain - see `hostOf`
 * @param before - the decisions of the last time
 */
export function decide(routes: readonly Route[], domain: string, before: Decisions): Decisions {
  const decisions = new Map<string, Decision>();
  for (const rivals of byHost(routes, domain).values()) {
    const active: Route[] = [];
    for (const route of rivals.sort(byAge)) {
      const obstacle = active.length > 0 && obstacleFor(route, active);
      if (obstacle) {
        decisions.set(route.metadata.uid, rejection(route, obstacle, active, domain, before));
      } else {
        active.push(route);
        decisions.set(route.metadata.uid, admitted);
      }
    }
  }
  return decisions;
}

function byHost(routes: readonly Route[], domain: string): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const host = hostOf(route, domain);
    groups.set(host, [...(groups.get(host) ?? []), route]);
  }
  return groups;
}

/** The oldest first; of two that were created in the same second the one with the smaller UID. */
function byAge({ metadata: one }: Route, { metadata: other }: Route): number {
  const age = Date.parse(one.creationTimestamp) - Date.parse(other.creationTimestamp);
  return age !== 0 ? age : one.uid < other.uid ? -1 : 1;
}

type Obstacle = "namespace" | "path";

function obstacleFor(route: Route, active: readonly Route[]): Obstacle | undefined {
  if (active[0]?.metadata.namespace !== route.metadata.namespace) {
    return "namespace";
  }
  return active.some((other) => samePath(other, route) || passesThrough(other, route))
    ? "path"
    : undefined;
}

function samePath({ spec: one }: Route, { spec: other }: Route): boolean {
  return (one.path ?? "") === (other.path ?? "");
}

/** A connection that is passed through has no paths: all of the host is the one Route's. */
function passesThrough({ spec: { tls: one } }: Route, { spec: { tls: other } }: Route): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    (one.termination === "passthrough" || other.termination === "passthrough")
  );
}

function rejection(
  route: Route,
  obstacle: Obstacle,
  active: readonly Route[],
  domain: string,
  before: Decisions,
): Decision {
  const newestFirst = [...active].reverse();
  const owner = newestFirst.find((other) => samePath(other, route)) ?? newestFirst[0];
  const { name = "", uid = "" } = owner?.metadata ?? {};
  const last = before.get(route.metadata.uid);
  if (last?.admitted === false && last.owner === uid) {
    return last;
  }
  const host = hostOf(route, domain);
  const told = last?.admitted
    ? `replaced by older route ${name}`
    : obstacle === "path"
      ? `route ${name} already exposes ${host} and is older`
      : `a route in another namespace holds ${host} and is older than ${route.metadata.name}`;
  return { admitted: false, reason: "HostAlreadyClaimed", message: told, owner: uid };
}
