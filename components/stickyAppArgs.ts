import type * as pulumi from "@pulumi/pulumi";
import type { Affinity, SessionCookie } from "./affinity/affinity";
import type { Platform } from "./affinity/dialect";
import type { InsecureTrafficPolicy, TlsTermination } from "./affinity/exposure";
import type { Transforms } from "./transforms";

/**
 * An application with sticky sessions. Values are inputs and may come from other resources; what
 * decides which objects there are, and what is checked before any of them is made, is plain.
 */
export interface StickyAppArgs {
  /** Where the application runs: an Ingress exposes it on `kubernetes`, a Route on `openshift`. */
  platform: Platform;
  /**
   * The controller that serves the application, which decides the annotations: an `id` of a dialect.
   * @default - required on Kubernetes; on OpenShift its own router
   */
  controller?: string;
  /**
   * The IngressClass of the controller. Kubernetes only.
   * @default - the one that the controller's installation usually makes
   */
  ingressClassName?: pulumi.Input<string>;
  /** The namespace, which must exist. @default - the one of the Kubernetes context */
  namespace?: pulumi.Input<string>;

  /** The application's image. */
  image: pulumi.Input<string>;
  /** The port on which the application serves http. @default 8080 */
  port?: pulumi.Input<number>;
  /** How many pods. Plain, since more than one brings a disruption budget. @default 3 */
  replicas?: number;
  /** Environment variables by name. @default - none */
  environment?: Record<string, pulumi.Input<string>>;
  /** What a pod requests and may use. @default 50m and 64Mi requested, 500m and 128Mi at most */
  resources?: Resources;
  /** The path whose answer says that the application is started, ready and alive. @default "/" */
  probePath?: pulumi.Input<string>;
  /** Folders that the image writes to; the rest of its file system is read-only. @default ["/tmp"] */
  writablePaths?: string[];
  /** Whether pods get a token for the Kubernetes API. @default false */
  automountServiceAccountToken?: boolean;

  /** The DNS name that clients use. @default - required on Kubernetes; on OpenShift the router assigns one */
  host?: string;
  /** The path under which the application is reached, with all below it. @default "/" */
  path?: string;
  /** @default - plain http */
  tls?: TlsArgs;
  /**
   * How clients are kept on their pod.
   * @default - a cookie named like the application that ends with the browser
   */
  affinity?: AffinityArgs;
  /** How the router treats requests. OpenShift only. @default - as the router has it */
  route?: RouteSettings;
  /**
   * Whether `pulumi up` waits until the Ingress has an address in its status. Turn it off for a controller
   * that never publishes one. Kubernetes only. @default true
   */
  awaitIngress?: boolean;

  /** The last word on each child, for all that has no option of its own. @default - none */
  transform?: Transforms;
}

/** Kubernetes quantities by resource: `{ cpu: "50m", memory: "64Mi" }`. */
export type Quantities = Record<string, pulumi.Input<string>>;

export interface Resources {
  /** What the scheduler keeps free for a pod. */
  requests?: Quantities;
  /** What a pod gets at most. */
  limits?: Quantities;
}

export interface TlsArgs {
  /** Where TLS ends. `reencrypt` needs OpenShift; `passthrough` cannot carry a cookie and is refused. */
  termination: TlsTermination;
  /**
   * The Secret with the certificate and key for `host`. Kubernetes only.
   * @default - the controller's default certificate
   */
  secretName?: pulumi.Input<string>;
  /** What happens to plain http on the host. OpenShift only. @default "Redirect" */
  insecureTraffic?: InsecureTrafficPolicy;
  /**
   * The certificate, as PEM, that the pods' own certificates are checked with. With `reencrypt` only.
   * @default - the authority of OpenShift's serving certificates
   */
  destinationCaCertificate?: pulumi.Input<string>;
}

/** How a router picks the pod for a client that has no cookie yet (haproxy.router.openshift.io/balance). */
export const balances = ["random", "roundrobin", "leastconn", "source"] as const;
export type Balance = (typeof balances)[number];

/** Settings of the OpenShift router that are not about affinity. Times are numbers with a unit: us, ms, s, m, h or d. */
export interface RouteSettings {
  /** How long the router waits for the pod's answer. @default - 30s */
  timeout?: string;
  /** How long a WebSocket or another tunnel may be idle. @default - 1h */
  tunnelTimeout?: string;
  /** How the first pod of a client is picked. @default - random */
  balance?: Balance;
}

/** Whether clients are kept on their pod. */
export const affinityTypes = ["cookie", "none"] as const;
export type AffinityType = (typeof affinityTypes)[number];

/** `Affinity` with a cookie whose name may be left out, and with a way to have none. */
export interface AffinityArgs extends Omit<Affinity, "cookie"> {
  /** `none` also turns affinity off where the controller has it on without being asked. @default "cookie" */
  type?: AffinityType;
  /** @default - named like the application */
  cookie?: Partial<SessionCookie>;
}
