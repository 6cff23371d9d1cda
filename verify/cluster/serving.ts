import { type Dialect, serves } from "../../components/affinity/dialect";
import type { LiveExposure, LiveObjects, LiveRule } from "./liveObjects";

/**
 * The objects without those Ingresses and Routes that another controller serves, as in a migration with both
 * controllers side by side. All of them where none is known to be the controller's: then that is what is wrong.
 */
export function servedBy(objects: LiveObjects, dialect: Dialect): LiveObjects {
  const { exposures, own = [] } = objects;
  const hasOwn =
    exposures.some((exposure) => isOf(exposure, dialect)) ||
    (dialect.exposedBy.createdBy === "objects" && own.length > 0);
  return hasOwn
    ? { ...objects, exposures: exposures.filter((exposure) => !isOfAnother(exposure, dialect)) }
    : objects;
}

/** Whether the controller is known to serve it. */
export function isOf(
  { kind, ingressController }: Pick<LiveExposure, "kind" | "ingressController">,
  dialect: Dialect,
): boolean {
  return kind === "Route"
    ? dialect.exposedBy.createdBy === "route"
    : ingressController !== undefined && serves(dialect, ingressController);
}

function isOfAnother(exposure: LiveExposure, dialect: Dialect): boolean {
  const isKnown = exposure.kind === "Route" || exposure.ingressController !== undefined;
  return isKnown && !isOf(exposure, dialect);
}

/**
 * The objects with those Ingresses and Routes alone that serve the URL: of all that lead to the Service the ones whose
 * rule is the most specific (Ingress: exact host before wildcard, exact path before prefix, longest prefix first). All
 * of them where none names the URL, as behind a proxy that changes the host.
 */
export function servingAt(objects: LiveObjects, url: URL): LiveObjects {
  const ranked = objects.exposures.map((exposure) => ({
    exposure,
    rank: Math.max(-1, ...exposure.rules.map((rule) => rankOf(rule, url))),
  }));
  const best = Math.max(-1, ...ranked.map(({ rank }) => rank));
  return best < 0
    ? objects
    : {
        ...objects,
        exposures: ranked.filter(({ rank }) => rank === best).map(({ exposure }) => exposure),
      };
}

/** Longer than any path. */
const hostWeight = 1_000_000;

/** How specific the rule is for the URL; -1 where it does not match. */
function rankOf({ host, path, exact }: LiveRule, { hostname, pathname }: URL): number {
  const byHost = hostRank(host, hostname);
  if (byHost < 0 || !(exact ? pathname === path : isBelow(pathname, path))) {
    return -1;
  }
  return byHost * hostWeight + path.replace(/\/$/, "").length * 2 + (exact ? 1 : 0);
}

/** How specific a rule's host is for a name; -1 where it is for others. */
export function hostRank(host: string, hostname: string): number {
  if (host === hostname) {
    return 2;
  }
  if (host.startsWith("*.")) {
    return hostname.split(".").slice(1).join(".") === host.slice(2) ? 1 : -1;
  }
  return host === "" ? 0 : -1;
}

/** By whole elements: /app serves /app/a and not /apple. */
export function isBelow(pathname: string, path: string): boolean {
  const base = path.replace(/\/$/, "");
  return pathname === base || pathname.startsWith(`${base}/`);
}
