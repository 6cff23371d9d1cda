import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { withoutStack } from "../withoutStack";
import type { Route, RouteIngress, RouteStatus } from "./routeResource";

/**
 * What `pulumi up` waits for, as a custom resource has no wait of its own: that a router has decided on
 * the host, either way. To wait for a yes would be to sit out the time limit after a no.
 */
export function decisionOn(host: string | undefined): string {
  const entry = host === undefined ? "0" : `?(@.host=="${host}")`;
  return `jsonpath={.status.ingress[${entry}].conditions[?(@.type=="Admitted")].status}`;
}

/**
 * The host that the router serves the Route under: what was admitted, not what was asked for, since the
 * router may have assigned it.
 *
 * @throws pulumi.ResourceError in `pulumi up` with the router's own reason, if it refused the Route
 */
export function admittedHost(route: Route, { exposure: { host } }: Plan): pulumi.Output<string> {
  return route.status.apply((status) => {
    const refusal = refusalOf(status, host);
    // In a preview the status is the one from before the change that may mend it.
    if (refusal !== undefined && !pulumi.runtime.isDryRun()) {
      throw withoutStack(new pulumi.ResourceError(refusal, route, true));
    }
    return entryFor(status, host)?.host ?? host ?? "";
  });
}

/** Why the router does not serve the host, and what to do; `undefined` if it does, or has not decided. */
export function refusalOf(
  status: RouteStatus | undefined,
  host: string | undefined,
): string | undefined {
  const entry = entryFor(status, host);
  const refused = entry?.conditions?.find(
    (condition) => condition.type === "Admitted" && condition.status === "False",
  );
  if (entry === undefined || refused === undefined) {
    return undefined;
  }
  const { reason = "Refused", message = "the router gives no reason" } = refused;
  return (
    `The router ${entry.routerName ?? "of the cluster"} refuses ${entry.host}: ${reason}: ${message}.\n` +
    "Choose another host (pulumi config set host ...), or free this one and run pulumi up --refresh."
  );
}

function entryFor(
  status: RouteStatus | undefined,
  host: string | undefined,
): RouteIngress | undefined {
  return status?.ingress?.find((entry) => host === undefined || entry.host === host);
}
