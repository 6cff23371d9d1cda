import type { SessionCookie } from "../../components/affinity/affinity";

/** One `StickyExposure`, by the names of its arguments. */
export interface ExposureSettings {
  readonly name: string;
  readonly platform: string;
  readonly controller: string;
  readonly service: { readonly name: string; readonly namespace?: string; readonly port?: string };
  readonly hosts: readonly string[];
  readonly path: string;
  readonly tls?: {
    readonly termination: "edge";
    readonly secretName?: string;
    readonly insecureTraffic?: string;
  };
  readonly ingressClassName?: string;
  readonly gateway?: { readonly name: unknown; readonly namespace?: unknown };
  /** @default - the router's */
  readonly routeTimeout?: string;
  /** @default - affinity is off */
  readonly cookie?: SessionCookie;
  /** Annotations that are not of the affinity, and what they are on: a property of the argument `annotations`. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly annotationsOn: "ingress" | "route" | "customResource";
}
