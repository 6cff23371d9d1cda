import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ExposedBy } from "../affinity/dialect";
import { servedUnder, visitable } from "../affinity/exposure";
import type { Plan } from "../resolve/plan";
import { exposeByIngress } from "./ingress";
import { exposeByObjects } from "./customObjects";
import { exposeByRoute } from "./route";
import type { Route } from "./routeResource";

/** How the application can be reached. */
export interface ExposedApp {
  /** Every host that it is served under, wildcards among them. */
  readonly hosts: pulumi.Output<string[]>;
  readonly ingress?: k8s.networking.v1.Ingress;
  /** One for each host. */
  readonly routes?: readonly Route[];
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
export interface Location {
  /** The host of `url`. */
  readonly host: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  /** A URL for each host, of a wildcard with a name below it. */
  readonly urls: pulumi.Output<string[]>;
}

export function locate(
  { exposure: { path, tls } }: Plan,
  { hosts }: Pick<ExposedApp, "hosts">,
): Location {
  const scheme = tls === "none" ? "http" : "https";
  const urlOf = (host: string) => `${scheme}://${visitable(host)}${path}`;
  const host = hosts.apply((names) => servedUnder(names).host ?? "");
  return { host, url: host.apply(urlOf), urls: hosts.apply((names) => names.map(urlOf)) };
}
