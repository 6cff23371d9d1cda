/**
 * Where TLS ends: `none` for plain http, `edge` at the controller, `external` in front of it, so that the controller
 * serves plain http and clients use https, `reencrypt` at the controller and again at the pod, `passthrough` at the
 * pod alone.
 */
export const TlsTermination = {
  None: "none",
  Edge: "edge",
  External: "external",
  Reencrypt: "reencrypt",
  Passthrough: "passthrough",
} as const;
export type TlsTermination = (typeof TlsTermination)[keyof typeof TlsTermination];
export const tlsTerminations: readonly TlsTermination[] = Object.values(TlsTermination);

/** What happens to plain http on a host with TLS: sent on to https, served as well, or not served. */
export const InsecureTrafficPolicy = {
  Redirect: "Redirect",
  Allow: "Allow",
  None: "None",
} as const;
export type InsecureTrafficPolicy =
  (typeof InsecureTrafficPolicy)[keyof typeof InsecureTrafficPolicy];
export const insecureTrafficPolicies: readonly InsecureTrafficPolicy[] =
  Object.values(InsecureTrafficPolicy);

/** What decides, beside the affinity itself, whether a controller can keep it. */
export interface Exposure {
  /** The DNS name that clients use, of several the one of the URL; unknown where the platform assigns one. */
  readonly host?: string;
  /** All of them, which may be wildcards such as `*.example.com`. @default - `host` alone */
  readonly hosts?: readonly string[];
  /** The path under which the application is reached. */
  readonly path: string;
  readonly tls: TlsTermination;
  /** Given where there is TLS and the platform lets one choose. */
  readonly insecureTraffic?: InsecureTrafficPolicy;
}

/** All hosts of an exposure; none where the platform assigns one. */
export function hostsOf({ host, hosts }: Pick<Exposure, "host" | "hosts">): readonly string[] {
  return hosts ?? (host === undefined ? [] : [host]);
}

export function isWildcard(host: string): boolean {
  return host.startsWith("*.");
}

/** A name that can be visited: of a wildcard one below it, called as OpenShift's documents do. */
export function visitable(host: string): string {
  return isWildcard(host) ? host.replace("*", "wildcard") : host;
}

/** What a Route serves that asks for a host: with the policy `Subdomain` all names beside it as well, as a wildcard. */
export function routeHost(host: string, wildcardPolicy: string | undefined): string {
  return wildcardPolicy === "Subdomain" ? host.replace(/^[^.]+/, "*") : host;
}

/** The hosts of an exposure from the names that it is to be served under; the URL has the first that is no wildcard. */
export function servedUnder(names: readonly string[]): Pick<Exposure, "host" | "hosts"> {
  const hosts = [...new Set(names)];
  const [first, ...others] = hosts;
  if (first === undefined) {
    return {};
  }
  const host = hosts.find((name) => !isWildcard(name)) ?? visitable(first);
  return { host, ...((others.length > 0 || host !== first) && { hosts }) };
}

/** Whether the controller itself has the TLS of the application's clients. */
export function isTlsServed({ tls }: Pick<Exposure, "tls">): boolean {
  return tls !== "none" && tls !== "external";
}

/** Whether clients reach the application by https and no other way. */
export function isHttpsOnly({ tls, insecureTraffic }: Exposure): boolean {
  return tls !== "none" && insecureTraffic !== "Allow";
}
