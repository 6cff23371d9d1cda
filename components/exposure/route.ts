import * as pulumi from "@pulumi/pulumi";
import { hostsOf, isWildcard, visitable } from "../affinity/exposure";
import { nameFor } from "../affinity/objects";
import { tlsSecretOf } from "../affinity/tlsSecrets";
import type { ExposurePlan } from "../resolve/plan";
import { keepNative } from "../args/keepNative";
import { transformed } from "../args/transforms";
import { metadata, resourceName } from "../workload/labels";
import type { Backend } from "./backend";
import { admittedHost, decisionOn } from "./admission";
import type { Expose } from "./expose";
import { Route, type RouteSpec } from "./routeResource";

/** OpenShift: a Route for each of the plan's hosts, or one for a host that the router assigns. */
export const exposeByRoute: Expose = (plan, backend, opts) => {
  const hosts = hostsOf(plan.exposure);
  const routes = (hosts.length === 0 ? [undefined] : hosts).map((host, index) => {
    const name = host === undefined ? plan.name : nameFor(plan.name, host, index);
    const route = makeRoute(plan, { name, backend, ...(host !== undefined && { host }) }, opts);
    return { route, host: admittedHost(route, { name, ...(host !== undefined && { host }) }) };
  });
  return {
    routes: routes.map(({ route }) => route),
    hosts: pulumi.all(routes.map(({ host }) => host)),
  };
};

interface RouteFor {
  readonly name: string;
  readonly backend: Backend;
  /** @default - the router's choice */
  readonly host?: string;
}

function makeRoute(
  plan: ExposurePlan,
  { name, backend, host }: RouteFor,
  opts: pulumi.CustomResourceOptions,
): Route {
  const { path } = plan.exposure;
  // The router serves all names beside the host of such a Route, a made-up one too.
  const ownHost = host && visitable(host);
  return new Route(
    resourceName(plan, name),
    keepNative(
      plan,
      "route",
      transformed(plan.transform.route, {
        metadata: metadata(plan, name, {
          annotations: {
            ...plan.annotations.route,
            "pulumi.com/waitFor": decisionOn(ownHost),
            ...settingsOf(plan),
            ...plan.translation.native.route?.annotations,
          },
        }),
        spec: {
          ...(ownHost !== undefined && { host: ownHost }),
          ...(path !== "/" && { path }),
          to: { kind: "Service", name: backend.name, weight: 100 },
          port: backend.routePort,
          ...tlsOf(plan, host),
          wildcardPolicy: host !== undefined && isWildcard(host) ? "Subdomain" : "None",
        },
      }),
    ),
    opts,
  );
}

function settingsOf({
  route: { timeout, tunnelTimeout, balance, healthCheckInterval },
}: ExposurePlan): Record<string, string> {
  const prefix = "haproxy.router.openshift.io";
  return {
    "router.openshift.io/haproxy.health.check.interval": healthCheckInterval,
    ...(timeout !== undefined && { [`${prefix}/timeout`]: timeout }),
    ...(tunnelTimeout !== undefined && { [`${prefix}/timeout-tunnel`]: tunnelTimeout }),
    ...(balance !== undefined && { [`${prefix}/balance`]: balance }),
  };
}

function tlsOf({ exposure, tls: given }: ExposurePlan, host = ""): Pick<RouteSpec, "tls"> {
  const { certificate, key, caCertificate, destinationCaCertificate } = given;
  const named = { tlsSecretName: given.secretName, tlsSecretNames: given.secrets };
  const secretName = tlsSecretOf(host, named);
  const { tls, insecureTraffic = "Redirect" } = exposure;
  if (tls !== "edge" && tls !== "reencrypt") {
    return {};
  }
  return {
    tls: {
      termination: tls,
      insecureEdgeTerminationPolicy: insecureTraffic,
      ...(secretName !== undefined && { externalCertificate: { name: secretName } }),
      ...(certificate !== undefined && { certificate }),
      ...(key !== undefined && { key }),
      ...(caCertificate !== undefined && { caCertificate }),
      ...(destinationCaCertificate !== undefined && {
        destinationCACertificate: destinationCaCertificate,
      }),
    },
  };
}
