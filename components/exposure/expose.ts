import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ExposedBy } from "../affinity/dialect";
import type { ExposurePlan } from "../resolve/plan";
import type { Backend } from "./backend";
import { exposeByIngress } from "./ingress";
import { createObjects, exposeByObjects } from "./customObjects";
import { exposeByRoute } from "./route";
import type { Route } from "./routeResource";

/** How the application can be reached. */
export interface Exposed {
  readonly host: pulumi.Output<string>;
  readonly ingress?: k8s.networking.v1.Ingress;
  readonly route?: Route;
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
export interface ExposedApp extends Exposed {
  readonly url: pulumi.Output<string>;
  readonly cookieName: pulumi.Output<string | undefined>;
  readonly customResources: readonly k8s.apiextensions.CustomResource[];
}

/** Makes all that exposes a Service: the controller's own objects, and the Ingress or the Route. */
export function expose(
  plan: ExposurePlan,
  backend: Backend,
  opts: pulumi.CustomResourceOptions,
): ExposedApp {
  const customResources = createObjects(plan, backend, opts);
  const exposed = exposers[plan.dialect.exposedBy.createdBy](plan, backend, opts);
  return {
    ...exposed,
    customResources,
    url: urlOf(plan, exposed.host),
    cookieName: pulumi.output(plan.translation.cookie?.name),
  };
}

/** What goes into the state: the outputs, and the description that `verify` holds the live system to. */
export function stateOf(
  { dialect, translation, exposure }: ExposurePlan,
  { url, host, cookieName }: ExposedApp,
): pulumi.Inputs {
  return {
    ...{ url, host, cookieName },
    ...{ affinity: translation.cookie && { cookie: translation.cookie } },
    ...{ controller: dialect.id, exposure },
  };
}

/** Where clients find the application. */
function urlOf(
  { exposure: { path, tls } }: ExposurePlan,
  host: pulumi.Output<string>,
): pulumi.Output<string> {
  const scheme = tls === "none" ? "http" : "https";
  return pulumi.interpolate`${scheme}://${host}${path}`;
}
