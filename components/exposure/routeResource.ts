import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { InsecureTrafficPolicy } from "../affinity/exposure";

/** The spec of a Route as far as this program sets it (openshift/api, route/v1/types.go). */
export interface RouteSpec {
  host?: pulumi.Input<string>;
  path?: pulumi.Input<string>;
  to: { kind: "Service"; name: pulumi.Input<string>; weight: number };
  port?: pulumi.Input<{ targetPort: string } | undefined>;
  tls?: {
    termination: "edge" | "reencrypt";
    insecureEdgeTerminationPolicy: InsecureTrafficPolicy;
    destinationCACertificate?: pulumi.Input<string>;
    /** As PEM, beside `key`. */
    certificate?: pulumi.Input<string>;
    key?: pulumi.Input<string>;
    caCertificate?: pulumi.Input<string>;
    /** A Secret with certificate and key, from OpenShift 4.19 on. */
    externalCertificate?: { name: pulumi.Input<string> };
  };
  /** `Subdomain` serves all names beside `host` too. */
  wildcardPolicy: "None" | "Subdomain";
}

export interface RouteArgs {
  metadata: k8s.types.input.meta.v1.ObjectMeta;
  spec: RouteSpec;
}

/** What one router says of a Route. */
export interface RouteIngress {
  /** Missing where the Route has no host and none was assigned. */
  host?: string;
  routerCanonicalHostname?: string;
  routerName?: string;
  conditions?: { type: string; status: string; reason?: string; message?: string }[];
}

export interface RouteStatus {
  /** An entry for each router that saw the Route. */
  ingress?: RouteIngress[];
}

/** A Route whose status can be read, which `CustomResource` alone has no field for. */
export class Route extends k8s.apiextensions.CustomResource {
  declare public readonly status: pulumi.Output<RouteStatus | undefined>;

  constructor(name: string, args: RouteArgs, opts?: pulumi.CustomResourceOptions) {
    // Pulumi makes an output for each key that is named here, `status` too although it is never an input.
    const withStatus = { ...args, status: undefined };
    super(name, { apiVersion: "route.openshift.io/v1", kind: "Route", ...withStatus }, opts);
  }
}
