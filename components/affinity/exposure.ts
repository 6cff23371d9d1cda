/**
 * Where TLS ends: `none` for plain http, `edge` at the controller, `reencrypt` at the controller
 * and again at the pod, `passthrough` at the pod alone.
 */
export const tlsTerminations = ["none", "edge", "reencrypt", "passthrough"] as const;
export type TlsTermination = (typeof tlsTerminations)[number];

/** What decides, beside the affinity itself, whether a controller can keep it. */
export interface Exposure {
  /** The DNS name that clients use; unknown where the platform assigns one. */
  readonly host?: string;
  /** The path under which the application is reached. */
  readonly path: string;
  readonly tls: TlsTermination;
}
