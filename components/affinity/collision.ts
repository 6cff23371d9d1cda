import type { SessionCookie } from "./affinity";
import { type Exposure, hostsOf } from "./exposure";
import type { Problem } from "./problem";

/** What serves an application. Two that differ in one of these are never behind the same proxy. */
export interface Proxy {
  /** Stands for the cluster; compared by identity. @default - the current one */
  readonly cluster?: unknown;
  /** The controller's id; of one that is set up in several ways, the same for all. */
  readonly controller: string;
}

/** An application and the cookie it is known by. */
export interface CookieUse {
  readonly app: string;
  readonly proxy: Proxy;
  readonly cookie: SessionCookie;
  readonly exposure: Exposure;
}

/**
 * What is wrong with a cookie beside those of other applications. Two that share a host and a cookie name
 * overwrite each other's cookie, so that each change of application moves the client to another pod. Behind
 * different proxies, as in two clusters, they meet no client in common.
 */
export function validateBeside(use: CookieUse, others: readonly CookieUse[]): Problem[] {
  const other = others.find((candidate) => collide(use, candidate));
  const host = other && sharedHost(use, other);
  if (other === undefined || host === undefined) {
    return [];
  }
  return [
    {
      setting: "affinity.cookie.name",
      got: use.cookie.name,
      reason: `the application ${other.app} has the same cookie name on the host ${host}, and each would overwrite the other's cookie`,
      allowed: "a name of its own, such as that of the application",
      example: use.app,
    },
  ];
}

function collide(one: CookieUse, other: CookieUse): boolean {
  const { path = "/" } = one.cookie;
  const { path: otherPath = "/" } = other.cookie;
  return (
    one.proxy.cluster === other.proxy.cluster &&
    one.proxy.controller === other.proxy.controller &&
    sharedHost(one, other) !== undefined &&
    one.cookie.name === other.cookie.name &&
    (isWithin(path, otherPath) || isWithin(otherPath, path))
  );
}

/** A host that both have. A host beside a wildcard that it is below has requests of its own. */
function sharedHost(one: CookieUse, other: CookieUse): string | undefined {
  const hosts = hostsOf(other.exposure);
  return hostsOf(one.exposure).find((host) => hosts.includes(host));
}

function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(base.endsWith("/") ? base : `${base}/`);
}
