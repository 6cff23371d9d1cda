import type * as pulumi from "@pulumi/pulumi";
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
