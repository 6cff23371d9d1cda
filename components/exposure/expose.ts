import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ExposedBy } from "../affinity/dialect";
import { servedUnder, visitable } from "../affinity/exposure";
import type { ExposurePlan } from "../resolve/plan";
import type { AcceptanceWait } from "./acceptance";
import type { Backend } from "./backend";
import { exposeByIngress } from "./ingress";
import { createObjects, exposeByObjects } from "./customObjects";
import { exposeByRoute } from "./route";
import type { Route } from "./routeResource";

/** How the application can be reached. */
export interface Exposed {
  /** Every host that it is served under, wildcards among them. */
  readonly hosts: pulumi.Output<string[]>;
  readonly ingress?: k8s.networking.v1.Ingress;
  /** One for each host. */
  readonly routes?: readonly Route[];
}

/** Exposes a Service under the plan's host and path. A way to do it is one of these, in a file of its own. */
export type Expose = (
  plan: ExposurePlan,
  backend: Backend,
  opts: pulumi.CustomResourceOptions,
) => Exposed;

/** The ways to expose a Service. */
const exposers: Readonly<Record<ExposedBy["createdBy"], Expose>> = {
  ingress: exposeByIngress,
  route: exposeByRoute,
  objects: exposeByObjects,
};

/** What either component makes of it. */
export interface ExposedApp extends Exposed, Location {
  readonly cookieName: pulumi.Output<string | undefined>;
  readonly customResources: readonly k8s.apiextensions.CustomResource[];
}

/** Makes all that exposes a Service: the controller's own objects, and the Ingress or the Route. */
export function expose(
  plan: ExposurePlan,
  backend: Backend,
  wait: AcceptanceWait,
  opts: pulumi.CustomResourceOptions,
): ExposedApp {
  const made = createObjects(plan, backend, wait, opts);
  const exposed = exposers[plan.dialect.exposedBy.createdBy](plan, backend, opts);
  const location = locate(plan, exposed);
  return {
    ...exposed,
    customResources: made.map(({ resource }) => resource),
    ...location,
    url: wait.after(made, location.url),
    cookieName: pulumi.output(plan.translation.cookie?.name),
  };
}

/** What goes into the state: the outputs, and the description that `verify` holds the live system to. */
export function stateOf(
  { dialect, translation, exposure }: ExposurePlan,
  { url, host, hosts, urls, cookieName }: ExposedApp,
): pulumi.Inputs {
  return {
    ...{ url, host, hosts, urls, cookieName },
    ...{ affinity: translation.cookie && { cookie: translation.cookie } },
    ...{ controller: dialect.id, exposure },
  };
}

/** Where clients find the application. */
interface Location {
  /** The host of `url`. */
  readonly host: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  /** A URL for each host, of a wildcard with a name below it. */
  readonly urls: pulumi.Output<string[]>;
}

function locate(
  { exposure: { path, tls } }: ExposurePlan,
  { hosts }: Pick<Exposed, "hosts">,
): Location {
  const scheme = tls === "none" ? "http" : "https";
  const urlOf = (host: string) => `${scheme}://${visitable(host)}${path}`;
  const host = hosts.apply((names) => servedUnder(names).host ?? "");
  return { host, url: host.apply(urlOf), urls: hosts.apply((names) => names.map(urlOf)) };
}
