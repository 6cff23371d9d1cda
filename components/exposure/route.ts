import type { Plan } from "../resolve/plan";
import { keepNative } from "../args/keepNative";
import { transformed } from "../args/transforms";
import { metadata } from "../workload/labels";
import { portName } from "../workload/ports";
import { admittedHost, decisionOn } from "./admission";
import type { Expose } from "./expose";
import { Route, type RouteSpec } from "./routeResource";

/** OpenShift: a Route for the plan's host, or for one that the router assigns. */
export const exposeByRoute: Expose = (plan, service, opts) => {
  const { host, path } = plan.exposure;
  const route = new Route(
    plan.name,
    keepNative(
      plan,
      "route",
      transformed(plan.transform.route, {
        metadata: metadata(plan, plan.name, {
          annotations: {
            ...plan.annotations.route,
            "pulumi.com/waitFor": decisionOn(host),
            ...settingsOf(plan),
            ...plan.translation.native.route?.annotations,
          },
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
    ),
    opts,
  );
  return { route, host: admittedHost(route, plan) };
};

function settingsOf({
  route: { timeout, tunnelTimeout, balance, healthCheckInterval },
}: Plan): Record<string, string> {
  const prefix = "haproxy.router.openshift.io";
  return {
    "router.openshift.io/haproxy.health.check.interval": healthCheckInterval,
    ...(timeout !== undefined && { [`${prefix}/timeout`]: timeout }),
    ...(tunnelTimeout !== undefined && { [`${prefix}/timeout-tunnel`]: tunnelTimeout }),
    ...(balance !== undefined && { [`${prefix}/balance`]: balance }),
  };
}

function tlsOf({ exposure, tls: { destinationCaCertificate } }: Plan): Pick<RouteSpec, "tls"> {
  const { tls, insecureTraffic = "Redirect" } = exposure;
  if (tls !== "edge" && tls !== "reencrypt") {
    return {};
  }
  return {
    tls: {
      termination: tls,
      insecureEdgeTerminationPolicy: insecureTraffic,
      ...(destinationCaCertificate !== undefined && {
        destinationCACertificate: destinationCaCertificate,
      }),
    },
  };
}
