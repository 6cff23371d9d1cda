import type * as pulumi from "@pulumi/pulumi";
import type { Affinity, SessionCookie } from "../affinity/affinity";
import type { GatewayApiVersion } from "../affinity/application";
import type { Platform } from "../affinity/dialect";
import type { InsecureTrafficPolicy, TlsTermination } from "../affinity/exposure";
import type { ProbesArgs } from "./probeArgs";
import type { Transforms } from "./transforms";

/**
 * An application with sticky sessions. Values are inputs and may come from other resources; what
 * decides which objects there are, and what is checked before any of them is made, is plain.
 */
export interface StickyAppArgs extends ProbesArgs {
  /**
   * Where the application runs: an Ingress, or what the controller has in its place, exposes it on
   * `kubernetes`, a Route on `openshift`.
   */
  platform: Platform;
  /**
   * The controller that serves the application, which decides what is written where: an `id` of a dialect
   * (docs/controllers.md has them all).
   * @default - required on Kubernetes; on OpenShift its own router
   */
  controller?: string;
  /**
   * The class of the controller, of an Ingress or of what the controller has in its place.
   * @default - the one that the controller's installation usually makes
   */
  ingressClassName?: pulumi.Input<string>;
  /** The namespace, which must exist. @default - the one of the Kubernetes context */
  namespace?: pulumi.Input<string>;

  /**
   * Whether the cluster is asked if it has the controller, before anything is made. A cluster that cannot be
   * reached, and one of a provider that the program makes, is not asked, and the log says so.
   * @default true
   */
  checkCluster?: boolean;

  /** The application's image. */
  image: pulumi.Input<string>;
  /** The port on which the application serves http. @default 8080 */
  port?: pulumi.Input<number>;
  /** How many pods, with autoscaling the least. Plain, since more than one brings a disruption budget. @default 3 */
  replicas?: number;
  /** Lets the number of pods grow with their load. @default - it stays at `replicas` */
  autoscaling?: AutoscalingArgs;
  /** How long a new pod has to be ready before an update goes on to the next one, in seconds. @default 5 */
  minReadySeconds?: number;
  /** Environment variables by name. @default - none */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * What a pod requests and may use. The limit of `ephemeral-storage` is also the size of each writable folder.
   * @default - requests: 50m of cpu, 64Mi of memory and of ephemeral-storage; limits: 500m, 128Mi and 1Gi
   */
  resources?: Resources;
  /** The path whose answer says that the application has started and is ready; `startup`, `readiness` and `liveness` may have their own. @default "/" */
  probePath?: pulumi.Input<string>;
  /** Folders that the image writes to; the rest of its file system is read-only. @default ["/tmp"] */
  writablePaths?: string[];
  /** A volume for each pod, kept when the pod, its StatefulSet or the whole application goes. @default - none */
  storage?: StorageArgs;
  /** Whether pods get a token for the Kubernetes API. @default false */
  automountServiceAccountToken?: boolean;
  /** Whether nothing but the proxy can reach the pods, on a cluster that enforces NetworkPolicies. @default false */
  networkPolicy?: boolean;
  /**
   * The namespace of the controller's proxy, for `networkPolicy`. Kubernetes only.
   * @default - the one of the controller's installation, where there is one that everybody has
   */
  proxyNamespace?: string;
  /** Where sessions are, so that they outlive their pod; it is the application that has to put them there. @default - none */
  sessionStore?: SessionStoreArgs;
  /** How a pod ends without losing a request. @default - as the controller needs it */
  drain?: DrainArgs;

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
  /** The Gateway of the Gateway API that the application is attached to. For controllers that go by it only. @default - none */
  gateway?: GatewayArgs;
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

export interface AutoscalingArgs {
  /** How many pods at most; more than `replicas`. */
  maxReplicas: number;
  /** The load to keep them at: the CPU that the application uses, in percent of its request. @default 70 */
  targetCpuPercent?: number;
}

export interface StorageArgs {
  /** The folder where each pod finds its volume. */
  mountPath: string;
  /** A Kubernetes quantity. */
  size: string;
  /** @default - the cluster's default */
  storageClassName?: string;
}

/** `valkey` runs a Valkey server beside the application, `external` uses a server that is there. */
export const sessionStoreTypes = ["valkey", "external"] as const;
export type SessionStoreType = (typeof sessionStoreTypes)[number];

/** A server that speaks Redis's protocol. The application finds it by variables that begin with `SESSION_STORE_`. */
export interface SessionStoreArgs {
  type: SessionStoreType;
  /** What the server asks for, 16 characters or more; a secret. `valkey` only, where it is required. */
  password?: pulumi.Input<string>;
  /** `valkey` only. @default docker.io/valkey/valkey:8.1.3 */
  image?: pulumi.Input<string>;
  /** The volume that the sessions are on, kept when the application goes. `valkey` only. @default 1Gi of the cluster's default */
  storage?: Partial<Omit<StorageArgs, "mountPath">>;
  /** `redis[s]://[user:password@]host[:port][/database]`; a secret. `external` only, where it is required. */
  url?: pulumi.Input<string>;
}

/**
 * How a pod ends. `gate`: a container beside the application makes the pod not ready at once while the
 * application serves on, whatever its image. `app`: the application does both itself. `sleep`: the
 * application serves on, which is enough for a controller that drops terminating pods at once. `off`: it
 * is told to end at once.
 */
export const drainModes = ["gate", "app", "sleep", "off"] as const;
export type DrainMode = (typeof drainModes)[number];

export interface DrainArgs {
  /** @default - `gate` where the controller keeps clients on a terminating pod, else `sleep` */
  mode?: DrainMode;
  /** How long the application serves on after its pod was told to end, in seconds, 5 or more. @default 10 */
  seconds?: number;
  /**
   * How long the application then gets to end by itself, in seconds, 1 or more. With `app` it is told to end
   * at the beginning and gets both times. @default 20
   */
  shutdownSeconds?: number;
  /** The path whose answer says that the application is ready, which it has to deny once it is told to end. `app` only. @default - `probePath` */
  readinessPath?: pulumi.Input<string>;
  /** The container beside the application. `gate` only. */
  gate?: {
    /** An image with a shell and busybox's httpd. @default docker.io/library/busybox:1.37.0 */
    image?: pulumi.Input<string>;
    /** A port that nothing else in the pod uses. @default 9339 */
    port?: number;
  };
}

export interface GatewayArgs {
  /** Its name; it has to be there. */
  name: pulumi.Input<string>;
  /** Its namespace. @default - the application's */
  namespace?: pulumi.Input<string>;
  /** The listener, by its name. @default - each that takes the host */
  listener?: pulumi.Input<string>;
  /** The line of the Gateway API whose CRDs the cluster has; `1.7` is 1.7 and later. @default "1.6" */
  apiVersion?: GatewayApiVersion;
}

export interface TlsArgs {
  /** Where TLS ends. `reencrypt` needs OpenShift; `passthrough` cannot carry a cookie and is refused. */
  termination: TlsTermination;
  /**
   * The Secret with the certificate and key for `host`. Kubernetes only.
   * @default - the controller's default certificate; Contour and Istio have none
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
  /** How often the router looks whether a pod still takes connections. @default 1s */
  healthCheckInterval?: string;
}

/** Whether clients are kept on their pod. */
export const affinityTypes = ["cookie", "none"] as const;
export type AffinityType = (typeof affinityTypes)[number];

/** `Affinity` with all of it left out, and with a way to have none. */
export interface AffinityArgs extends Partial<Affinity> {
  /** `none` also turns affinity off where the controller has it on without being asked. @default "cookie" */
  type?: AffinityType;
  /** @default - named like the application */
  cookie?: SessionCookie;
}
