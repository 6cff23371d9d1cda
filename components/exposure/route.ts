import type { Plan } from "../plan";
import { transformed } from "../transforms";
import { metadata } from "../workload/labels";
import { portName } from "../workload/services";
import type { Expose } from "./expose";
import { Route, type RouteSpec } from "./routeResource";

/** The condition in which a router says that it serves the Route. A custom resource has no wait of its own. */
const admitted = 'jsonpath={.status.ingress[0].conditions[?(@.type=="Admitted")].status}=True';

/** OpenShift: a Route for the plan's host, or for one that the router assigns. */
export const exposeByRoute: Expose = (plan, service, opts) => {
  const { host, path } = plan.exposure;
  const route = new Route(
    plan.name,
    transformed(plan.transform.route, {
      metadata: metadata(plan, plan.name, {
        "pulumi.com/waitFor": admitted,
        ...plan.translation.annotations.route,
      }),
      spec: {
        ...(host !== undefined && { host }),
        ...(path !== "/" && { path }),
        to: { kind: "Service", name: service.metadata.name, weight: 100 },
        port: { targetPort: portName },
        ...tlsOf(plan),
        wildcardPolicy: "None",
      },
    }),
    opts,
  );
  // What was admitted, not what was asked for: the router may have assigned the host.
  return { route, host: route.status.apply((status) => status?.ingress?.[0]?.host ?? host ?? "") };
};

function tlsOf({ exposure: { tls } }: Plan): Pick<RouteSpec, "tls"> {
  return tls === "edge" || tls === "reencrypt"
    ? { tls: { termination: tls, insecureEdgeTerminationPolicy: "Redirect" } }
    : {};
}
