/**
 * Where TLS ends: `none` for plain http, `edge` at the controller, `reencrypt` at the controller
 * and again at the pod, `passthrough` at the pod alone.
 */
export const TlsTermination = {
  None: "none",
  Edge: "edge",
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
  /** The DNS name that clients use; unknown where the platform assigns one. */
  readonly host?: string;
  /** The path under which the application is reached. */
  readonly path: string;
  readonly tls: TlsTermination;
  /** Given where there is TLS and the platform lets one choose. */
  readonly insecureTraffic?: InsecureTrafficPolicy;
}

/** Whether clients reach the application by https and no other way. */
export function isHttpsOnly({ tls, insecureTraffic }: Exposure): boolean {
  return tls !== "none" && insecureTraffic !== "Allow";
}
