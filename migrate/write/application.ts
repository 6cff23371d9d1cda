import type { Application, Gateway } from "../../components/affinity/application";
import type { Dialect } from "../../components/affinity/dialect";
import { servedUnder } from "../../components/affinity/exposure";
import { listAt, nameFor, textAt, valueAt } from "../../components/affinity/objects";
import { nameOf, namespaceOf, type Sourced } from "../../manifests/sourced";
import { plainPath, type Unit } from "./unit";

/** What the user says of the target. */
export interface TargetOptions {
  /** @default - the usual one */
  readonly ingressClassName?: string;
  /** The Gateway that the routes are attached to. */
  readonly gateway?: Gateway;
  /** The GatewayClass of a Gateway that is written too. @default - the Gateway is there */
  readonly gatewayClass?: string;
}

/** The application of a unit, as a dialect takes it. */
export function applicationOf(
  unit: Unit,
  target: Dialect,
  options: TargetOptions,
  services: readonly Sourced[],
): Application {
  const { site, path } = unit;
  const { tlsSecretName } = site;
  const ingressClassName = options.ingressClassName ?? target.usualIngressClass;
  const takesSecret = target.exposedBy.supportedSettings.includes("tls.secretName");
  return {
    name: objectName(unit, target),
    serviceName: path.service,
    servicePort: portNumber(unit, services),
    exposure: {
      ...servedUnder(site.hosts),
      path: plainPath(path),
      tls: site.tls,
      ...(target.platform === "openshift" &&
        site.tls !== "none" && { insecureTraffic: site.insecureTraffic ?? "Redirect" }),
    },
    ...(ingressClassName !== undefined && { ingressClassName }),
    ...(tlsSecretName !== undefined && takesSecret && { tlsSecretName }),
    ...(options.gateway && { gateway: options.gateway }),
  };
}

/**
 * The name of the objects for a unit: what belongs to a Service is called as it is; what belongs to hosts, as the
 * Ingress, with a further host or Service behind it.
 */
function objectName({ entrance, site, path: { service } }: Unit, target: Dialect): string {
  if (target.exposedBy.createdBy !== "objects") {
    return service;
  }
  const base = nameFor(entrance.name, site.hosts[0] ?? "any", entrance.sites.indexOf(site));
  return service === site.paths[0]?.service ? base : `${base}-${service}`;
}

/** The number of the Service's port; `undefined` where only its name is known. */
export function portNumber(unit: Unit, services: readonly Sourced[]): number | undefined {
  const { name, number } = unit.path.port;
  if (number !== undefined) {
    return number;
  }
  const found = portOf(unit, services, (port) => valueAt(port, "name") === name);
  const known = valueAt(found, "port");
  return typeof known === "number" ? known : undefined;
}

/** How a Route names the port: by what the endpoints call it. @returns `undefined` where it is the only one, or unknown */
export function routePort(unit: Unit, services: readonly Sourced[]): string | number | undefined {
  const { name, number } = unit.path.port;
  if (name !== undefined) {
    return name;
  }
  const found = portOf(unit, services, (port) => valueAt(port, "port") === number);
  const called = textAt(found, "name");
  if (called !== undefined) {
    return called;
  }
  // Endpoints have the name of the Service's port and the pods' number, and not the name that the pods have for it. A port
  // without a name is the only one of its Service.
  const target = valueAt(found, "targetPort") ?? valueAt(found, "port");
  return typeof target === "number" ? target : undefined;
}

/** The Service of a unit; `undefined` where the input does not have it. */
export function serviceOf(
  { entrance: { namespace = "" }, path: { service } }: Unit,
  services: readonly Sourced[],
): Sourced | undefined {
  return services.find(
    (candidate) => nameOf(candidate) === service && namespaceOf(candidate) === namespace,
  );
}

function portOf(
  unit: Unit,
  services: readonly Sourced[],
  isMeant: (port: unknown) => boolean,
): unknown {
  return listAt(serviceOf(unit, services)?.object, "spec", "ports").find(isMeant);
}
