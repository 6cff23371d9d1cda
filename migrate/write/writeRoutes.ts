import type { Dialect } from "../../components/affinity/dialect";
import { isWildcard, visitable } from "../../components/affinity/exposure";
import { nameFor, type PlainObject } from "../../components/affinity/objects";
import type { Sourced } from "../../manifests/sourced";
import type { Entrance, Site } from "../entrance";
import { routePort } from "./application";
import type { CarriedUnit } from "./unit";

/** What Routes are written from. */
export interface RouteParts {
  readonly target: Dialect;
  readonly entrance: Entrance;
  readonly units: readonly CarriedUnit[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly services: readonly Sourced[];
}

/** A Route for each host and path of an entrance. */
export function writeRoutes(parts: RouteParts): PlainObject[] {
  const { entrance, units } = parts;
  const hosts = [...new Set(units.flatMap(({ site }) => site.hosts))];
  return hosts.flatMap((host, index) =>
    units
      .filter(({ site }) => site.hosts.includes(host))
      .map((unit, at) => {
        const base = nameFor(entrance.name, host, index);
        return routeOf(at === 0 ? base : `${base}-${at}`, host, unit, parts);
      }),
  );
}

function routeOf(
  name: string,
  host: string,
  unit: CarriedUnit,
  { entrance: { namespace }, annotations, labels, services }: RouteParts,
): PlainObject {
  const { site, path, translation } = unit;
  const port = routePort(unit, services);
  return {
    apiVersion: "route.openshift.io/v1",
    kind: "Route",
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      annotations: { ...annotations, ...translation.native.route?.annotations },
    },
    spec: {
      host: visitable(host),
      ...(path.path !== "/" && { path: path.path }),
      to: { kind: "Service", name: path.service, weight: 100 },
      ...(port !== undefined && { port: { targetPort: port } }),
      ...tlsOf(site),
      wildcardPolicy: isWildcard(host) ? "Subdomain" : "None",
    },
  };
}

function tlsOf({ tls, insecureTraffic = "Redirect", tlsSecretName }: Site): object {
  return tls === "edge"
    ? {
        tls: {
          termination: "edge",
          insecureEdgeTerminationPolicy: insecureTraffic,
          ...(tlsSecretName !== undefined && { externalCertificate: { name: tlsSecretName } }),
        },
      }
    : {};
}
