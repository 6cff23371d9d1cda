import * as pulumi from "@pulumi/pulumi";
import { isWildcard, visitable } from "../affinity/exposure";
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
 * router may have assigned it. A wildcard stays one.
 *
 * @param host what was asked for @default - the router's choice
 *
 * @throws pulumi.ResourceError in `pulumi up` with the router's own reason, if it refused the Route; with what
 *   to look at, if no router has assigned a host
 */
export function admittedHost(
  route: Route,
  { name, host: asked }: { readonly name: string; readonly host?: string },
): pulumi.Output<string> {
  const host = asked && visitable(asked);
  return route.status.apply((status) => {
    const refusal = refusalOf(status, host) ?? noAdmissionOf(status, host, name);
    // In a preview the status is the one from before the change that may fix it.
    if (refusal !== undefined && !pulumi.runtime.isDryRun()) {
      throw withoutStack(new pulumi.ResourceError(refusal, route, true));
    }
    return asked !== undefined && isWildcard(asked)
      ? asked
      : (entryFor(status, host)?.host ?? host ?? "");
  });
}

/**
 * That no router has taken the Route, and what to look at; `undefined` if one has, if the host is known
 * without it, or if there is no status at all, as in manifests that are written to a folder.
 */
export function noAdmissionOf(
  status: RouteStatus | undefined,
  host: string | undefined,
  name: string,
): string | undefined {
  if (status === undefined || host !== undefined || entryFor(status, host)?.host !== undefined) {
    return undefined;
  }
  return (
    `No router has admitted the Route ${name}, so it has no host. Look at:\n` +
    `  oc describe route ${name}\n` +
    "  oc get pods --namespace openshift-ingress   (whether a router runs)\n" +
    "  oc get ingresscontrollers --namespace openshift-ingress-operator --output yaml   (domain, routeSelector, namespaceSelector)\n" +
    "Or choose a host: pulumi config set host ..."
  );
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
    `The router ${entry.routerName ?? "of the cluster"} refuses ${entry.host ?? host ?? "the Route, which has no host"}: ${reason}: ${message}.\n` +
    "Choose another host (pulumi config set host ...), or free this one and run pulumi up --refresh."
  );
}

function entryFor(
  status: RouteStatus | undefined,
  host: string | undefined,
): RouteIngress | undefined {
  return status?.ingress?.find((entry) => host === undefined || entry.host === host);
}
