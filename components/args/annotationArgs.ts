import type * as pulumi from "@pulumi/pulumi";

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
