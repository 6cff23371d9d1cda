import type * as pulumi from "@pulumi/pulumi";
import type { Platform } from "../affinity/platform";

/** Where an application runs and which controller serves it. */
export interface PlacementArgs {
  /**
   * Where the application runs: an Ingress, or what the controller has in its place, exposes it on
   * `kubernetes`, a Route on `openshift`.
   * @config platform
   * @inStack kubernetes
   */
  platform: Platform;
  /**
   * The controller that serves the application, which decides what is written where: an id from
   * docs/controllers.md.
   * @default - required on kubernetes; openshift-route on openshift
   * @config controller
   * @example traefik
   */
  controller?: string;
  /**
   * The class of the controller, of an Ingress or of what the controller has in its place.
   * @default - the one that the controller's installation usually makes
   * @platform kubernetes
   * @format objectName
   * @allowed the name of an IngressClass (kubectl get ingressclass lists them)
   * @config ingressClass
   * @example nginx
   */
  ingressClassName?: pulumi.Input<string>;
  /**
   * The namespace, which must exist.
   * @default - the one of the Kubernetes context
   * @format dnsLabel
   * @config namespace
   * @example shop
   */
  namespace?: pulumi.Input<string>;
  /**
   * The port on which the application serves http.
   * @default 8080
   * @minimum 1
   * @maximum 65535
   * @config port
   */
  port?: pulumi.Input<number>;
}
