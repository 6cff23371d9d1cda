import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ExposedBy } from "../affinity/dialect";
import type { Plan } from "../resolve/plan";
import { exposeByIngress } from "./ingress";
import { exposeByObjects } from "./customObjects";
import { exposeByRoute } from "./route";
import type { Route } from "./routeResource";

/** How the application can be reached. */
export interface ExposedApp {
  readonly host: pulumi.Output<string>;
  readonly ingress?: k8s.networking.v1.Ingress;
  readonly route?: Route;
}

/** Exposes a Service under the plan's host and path. A way to do it is one of these, in a file of its own. */
export type Expose = (
  plan: Plan,
  service: k8s.core.v1.Service,
  opts: pulumi.CustomResourceOptions,
) => ExposedApp;

/** The ways to expose a Service. */
export const exposers: Readonly<Record<ExposedBy["createdBy"], Expose>> = {
  ingress: exposeByIngress,
  route: exposeByRoute,
  objects: exposeByObjects,
};

/** Where clients find the application. */
export function urlOf(
  { exposure: { path, tls } }: Plan,
  host: pulumi.Output<string>,
): pulumi.Output<string> {
  const scheme = tls === "none" ? "http" : "https";
  return pulumi.interpolate`${scheme}://${host}${path}`;
}
