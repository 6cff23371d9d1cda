import type * as pulumi from "@pulumi/pulumi";
import type { AffinityArgs } from "./affinityArgs";
import type { AnnotationArgs } from "./annotationArgs";
import type { GatewayArgs } from "./gatewayArgs";
import type { LoadBalancerArgs } from "./loadBalancerArgs";
import type { RouteSettings } from "./routeSettings";
import type { TlsArgs } from "./tlsArgs";

/** What an application speaks. */
export const Protocol = { Http: "http", Grpc: "grpc" } as const;
export type Protocol = (typeof Protocol)[keyof typeof Protocol];

/** How an application is reached, and how its clients are kept on their pod. */
export interface ExposureArgs {
  /**
   * The DNS name that clients use. With a wildcard such as `*.example.com` all names one label below it are served.
   *
   * It is known before anything is made, since objects and checks depend on it. A name that another stack has is
   * awaited: `await reference.getOutputValue("host")` of a StackReference, in a program that exports an async
   * function. One of a resource of the same program is there in `output.apply((host) => new StickyApp(...))`.
   * @default - required on kubernetes, or `hosts`; the router assigns one on openshift
   * @format hostName
   * @config host
   * @example hello.example.com
   */
  host?: string;
  /**
   * Further DNS names that clients use; the URL has `host`, or the first that is no wildcard. With TLS,
   * `tls.secrets` has the certificates of single ones. Each is known before anything is made, as `host` is.
   * @default []
   * @format hostName
   * @config hosts
   * @example ["www.example.com", "example.com"]
   */
  hosts?: string[];
  /**
   * The path under which the application is reached, with everything below it.
   * @default "/"
   * @format sitePath
   * @config path
   */
  path?: string;
  /**
   * What the application speaks. `grpc` is refused: its clients keep no cookies. gRPC-Web, of browsers, is `http`.
   * @default "http"
   * @allowed http
   * @config protocol
   */
  protocol?: Protocol;
  /**
   * Where TLS ends and with which certificate.
   * @default {}
   */
  tls?: TlsArgs;
  /**
   * How clients are kept on their pod.
   * @default {}
   */
  affinity?: AffinityArgs;
  /**
   * The Gateway of the Gateway API that the application is attached to, for the controllers that use one.
   * @default - none
   */
  gateway?: GatewayArgs;
  /**
   * How the router treats requests.
   * @default {}
   * @platform openshift
   */
  route?: RouteSettings;
  /**
   * Annotations of the objects that expose the application. One by which the controller is told of affinity is
   * refused: the affinity has settings of its own.
   * @default {}
   */
  annotations?: AnnotationArgs;
  /**
   * Labels of every object, the pods among them: a change restarts them. Nothing is selected by them.
   * @default {}
   * @keys qualifiedName
   * @format labelValue
   * @config labels
   * @example {"team": "shop"}
   */
  labels?: Record<string, pulumi.Input<string>>;
  /**
   * The load balancer that the controller makes outside of the cluster, for the controllers that do.
   * @default {}
   * @platform kubernetes
   */
  loadBalancer?: LoadBalancerArgs;
  /**
   * Whether `pulumi up` waits until the Ingress has an address in its status. Turn it off for a controller
   * that never publishes one.
   * @default true
   * @platform kubernetes
   * @config awaitIngress
   */
  awaitIngress?: boolean;
  /**
   * Whether `pulumi up` waits until the controller has accepted the objects of its own kinds, such as an HTTPProxy or an
   * HTTPRoute. Turn it off for a controller that is installed later.
   * @default true
   * @platform kubernetes
   * @config awaitObjects
   */
  awaitObjects?: boolean;
}
