/** A Route as far as the router reads it (openshift/api, route/v1/types.go). */
export interface Route {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    /** ISO 8601, in whole seconds. */
    readonly creationTimestamp: string;
    readonly resourceVersion?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: RouteSpec;
  readonly status?: RouteStatus;
}

export interface RouteSpec {
  readonly host?: string;
  readonly subdomain?: string;
  readonly path?: string;
  readonly to: RouteTarget;
  readonly alternateBackends?: readonly RouteTarget[];
  readonly port?: { readonly targetPort: string | number };
  readonly tls?: RouteTls;
  readonly wildcardPolicy?: string;
}

/** A Service and its share of the requests. */
export interface RouteTarget {
  readonly name: string;
  /** 0 to 256. `@default` 1 */
  readonly weight?: number;
}

export type Termination = "edge" | "reencrypt" | "passthrough";

export interface RouteTls {
  readonly termination: Termination;
  /** `@default` None */
  readonly insecureEdgeTerminationPolicy?: "None" | "Allow" | "Redirect" | "";
  readonly certificate?: string;
  readonly key?: string;
  readonly caCertificate?: string;
  readonly destinationCACertificate?: string;
}

export interface RouteStatus {
  /** One entry for each router that has seen the Route. */
  readonly ingress?: readonly RouteIngress[];
}

/** What one router says of a Route. */
export interface RouteIngress {
  readonly host?: string;
  readonly routerName?: string;
  readonly routerCanonicalHostname?: string;
  readonly wildcardPolicy?: string;
  readonly conditions?: readonly RouteCondition[];
}

export interface RouteCondition {
  readonly type: string;
  readonly status: "True" | "False" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** `namespace:name`, by which the router tells Routes apart. */
export function keyOf({ metadata: { namespace, name } }: Route): string {
  return `${namespace}:${name}`;
}

/**
 * The host that a Route is served under; empty when there is none. A Route with a subdomain gets its
 * domain from each router; one without host and subdomain got its host when it was created.
 *
 * @param domain - of this router, such as `apps.example.com`
 */
export function hostOf({ spec: { host = "", subdomain = "" } }: Route, domain: string): string {
  return host === "" && subdomain !== "" ? `${subdomain}.${domain}` : host;
}

/** What most of the router's annotations begin with. */
export const prefix = "haproxy.router.openshift.io";

/** The value of an annotation when all of it matches the pattern, as the router reads annotations. */
export function annotation(
  { metadata: { annotations = {} } }: Route,
  name: string,
  pattern: RegExp,
): string | undefined {
  const value = annotations[name];
  return value !== undefined && new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value)
    ? value
    : undefined;
}

/** Whether an annotation is one of the words that Go reads as true. */
export function isSet(route: Route, name: string): boolean {
  return annotation(route, name, /1|t|T|true|TRUE|True/) !== undefined;
}
