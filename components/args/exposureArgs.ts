import type * as pulumi from "@pulumi/pulumi";
import type { GatewayApiVersion, LoadBalancerScheme } from "../affinity/application";
import type { InsecureTrafficPolicy, TlsTermination } from "../affinity/exposure";

export interface TlsArgs {
  /**
   * Where TLS ends: `none` is plain http, `edge` ends it at the controller, `external` at a load balancer or CDN
   * in front of it, which speaks http to the controller, `reencrypt` (openshift) at the router and again at the pod.
   * `passthrough` cannot carry a cookie and is refused.
   * @default "none"
   * @allowed none, edge, external, reencrypt
   * @config tls
   * @example edge
   */
  termination?: TlsTermination;
  /**
   * The Secret with the certificate and key for all hosts that have none of their own in `secrets`. A Route takes one
   * from OpenShift 4.19 on.
   * @default - the controller's default certificate; Contour and Istio have none
   * @onlyWith tls.termination edge reencrypt
   * @format objectName
   * @allowed the name of the Secret with the host's certificate
   * @config tlsSecret
   * @example hello-tls
   */
  secretName?: pulumi.Input<string>;
  /**
   * The Secrets of hosts that have a certificate of their own, by the host as `host` or `hosts` name it.
   * @default {}
   * @onlyWith tls.termination edge reencrypt
   * @keys hostName
   * @format objectName
   * @allowed by host, the name of the Secret with its certificate
   * @config tlsSecrets
   * @example {"www.example.com": "www-tls", "example.com": "apex-tls"}
   */
  secrets?: Record<string, pulumi.Input<string>>;
  /**
   * The certificate of a Route, as PEM, with those that signed it behind it. Its key is `tls.key`.
   * @default - the router's default certificate
   * @platform openshift
   * @onlyWith tls.termination edge reencrypt
   * @format certificate
   * @config tlsCertificate
   */
  certificate?: pulumi.Input<string>;
  /**
   * The private key of `tls.certificate`, as PEM.
   * @default - none
   * @secret
   * @platform openshift
   * @onlyWith tls.termination edge reencrypt
   * @format privateKey
   * @config tlsKey
   */
  key?: pulumi.Input<string>;
  /**
   * The certificates, as PEM, of the authorities that a client needs beside `tls.certificate`.
   * @default - none
   * @platform openshift
   * @onlyWith tls.termination edge reencrypt
   * @format certificate
   * @config tlsCaCertificate
   */
  caCertificate?: pulumi.Input<string>;
  /**
   * What happens to plain http on a host with TLS.
   * @default - Redirect
   * @platform openshift
   * @onlyWith tls.termination edge reencrypt
   * @config insecureTraffic
   */
  insecureTraffic?: InsecureTrafficPolicy;
  /**
   * The certificate, as PEM, that the pods' own certificates are checked with.
   * @default - the authority of OpenShift's serving certificates
   * @platform openshift
   * @onlyWith tls.termination reencrypt
   * @format certificate
   * @config destinationCaCertificate
   */
  destinationCaCertificate?: pulumi.Input<string>;
}

export interface GatewayArgs {
  /**
   * The Gateway that the application is attached to, which must exist (controllers of the Gateway API:
   * gateway-api, envoy-gateway, azure-gateway-for-containers).
   * @format objectName
   * @allowed the name of a Gateway (kubectl get gateways lists them)
   * @config gatewayName
   */
  name: pulumi.Input<string>;
  /**
   * The namespace of that Gateway.
   * @default - the application's
   * @format objectName
   * @allowed the name of a namespace
   * @config gatewayNamespace
   */
  namespace?: pulumi.Input<string>;
  /**
   * The listener of that Gateway, by its name.
   * @default - each that matches the host
   * @format objectName
   * @allowed the name of one of the Gateway's listeners
   * @config gatewayListener
   */
  listener?: pulumi.Input<string>;
  /**
   * The release line of the Gateway API whose CRDs the cluster has: `1.6` is 1.6 and earlier, `1.7` is 1.7 and
   * later (gateway-api alone).
   * @default - 1.6
   * @allowed 1.6 for all up to 1.6, 1.7 for all from 1.7 on
   * @config gatewayApiVersion
   */
  apiVersion?: GatewayApiVersion;
}

/** What an application speaks. */
export const Protocol = { Http: "http", Grpc: "grpc" } as const;
export type Protocol = (typeof Protocol)[keyof typeof Protocol];

/** How a router picks the pod for a client that has no cookie yet (haproxy.router.openshift.io/balance). */
export const Balance = {
  Random: "random",
  RoundRobin: "roundrobin",
  LeastConn: "leastconn",
  Source: "source",
} as const;
export type Balance = (typeof Balance)[keyof typeof Balance];

/** Settings of the OpenShift router that are not about affinity. */
export interface RouteSettings {
  /**
   * How long the router waits for the pod's answer.
   * @default - 30s
   * @format routerTime
   * @config routeTimeout
   */
  timeout?: string;
  /**
   * How long a WebSocket or another tunnel may be idle.
   * @default - 1h
   * @format routerTime
   * @config routeTunnelTimeout
   */
  tunnelTimeout?: string;
  /**
   * How the first pod of a client is picked.
   * @default - random
   * @config routeBalance
   */
  balance?: Balance;
  /**
   * How often the router checks whether a pod still accepts connections. Its own default is 5s, and three in a
   * row have to fail: so long would it send clients to a pod whose node is gone.
   * @default "1s"
   * @format routerTime
   * @config routeHealthCheckInterval
   */
  healthCheckInterval?: string;
}

/** Annotations for others than the affinity: cert-manager, external-dns, body sizes, timeouts. */
export interface AnnotationArgs {
  /**
   * Annotations of the Ingress.
   * @default {}
   * @platform kubernetes
   * @keys qualifiedName
   * @config ingressAnnotations
   * @example {"cert-manager.io/cluster-issuer": "letsencrypt"}
   */
  ingress?: Record<string, pulumi.Input<string>>;
  /**
   * Annotations of the Route.
   * @default {}
   * @platform openshift
   * @keys qualifiedName
   * @config routeAnnotations
   */
  route?: Record<string, pulumi.Input<string>>;
  /**
   * Annotations of the Service.
   * @default {}
   * @keys qualifiedName
   * @config serviceAnnotations
   */
  service?: Record<string, pulumi.Input<string>>;
  /**
   * Annotations of the object that a controller has in place of an Ingress, such as an HTTPRoute, and of what is
   * made beside it.
   * @default {}
   * @platform kubernetes
   * @keys qualifiedName
   * @config customResourceAnnotations
   */
  customResource?: Record<string, pulumi.Input<string>>;
}

/** A load balancer that the controller makes outside of the cluster (aws-load-balancer-controller). */
export interface LoadBalancerArgs {
  /**
   * Who can reach it: `internal` is its own network. A change replaces the load balancer, and its address.
   * @default - the controller's, which is internal
   * @config loadBalancerScheme
   */
  scheme?: LoadBalancerScheme;
  /**
   * The certificates of its https listener, by their names in AWS.
   * @default - those of the certificate manager that are for the hosts
   * @onlyWith tls.termination edge
   * @format certificateArn
   * @config certificateArns
   * @example ["arn:aws:acm:eu-west-1:123456789012:certificate/12345678-90ab-cdef-1234-567890abcdef"]
   */
  certificateArns?: pulumi.Input<string>[];
}
