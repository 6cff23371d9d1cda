import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ExistingService } from "../existing/existingService";
import type { ExistingPlan } from "../resolve/resolveExposure";
import { furtherPortName, portName } from "../workload/ports";

/** The Service that an application is exposed by, as what exposes it names it. */
export interface Backend {
  readonly name: pulumi.Input<string>;
  readonly port: pulumi.Input<k8s.types.input.networking.v1.ServiceBackendPort>;
  /** Further ports by the paths that lead to them. @default {} */
  readonly pathPorts?: Readonly<Record<string, Backend["port"]>>;
  /** The port as a Route names it: by what the endpoints call it. @default - the only one */
  readonly routePort: pulumi.Input<{ targetPort: string } | undefined>;
  /** Where the program makes it. */
  readonly resource?: pulumi.Resource;
}

/**
 * A Service of the program's own, for pods of which no other Service is known.
 *
 * @param pathPorts further ports of the pods, by the paths that lead to them
 */
export function ownBackend(
  service: k8s.core.v1.Service,
  pathPorts: Readonly<Record<string, string>> = {},
): Backend {
  return {
    name: service.metadata.name,
    port: { name: portName },
    pathPorts: Object.fromEntries(
      Object.entries(pathPorts).map(([path, port]) => [path, { name: furtherPortName(port) }]),
    ),
    routePort: { targetPort: portName },
    resource: service,
  };
}

/**
 * The Service of an application that is there already, or the one that stands beside it and has the same port.
 *
 * @param own what was made for its pods @default - nothing, and the Service itself leads to them
 */
export function existingBackend(
  { existing: application }: ExistingPlan,
  existing: pulumi.Output<ExistingService | undefined>,
  own: k8s.core.v1.Service | undefined,
): Backend {
  if (!("service" in application)) {
    if (own === undefined) {
      throw new Error("Pods that no Service is named for have none of their own.");
    }
    return ownBackend(own);
  }
  const { name, port } = application.service;
  return {
    name: own?.metadata.name ?? name,
    // One that was not read has a number in the arguments.
    port: existing.apply((found) => ({ number: found?.port.number ?? Number(port) })),
    routePort: existing.apply((found) =>
      found?.port.name === undefined ? undefined : { targetPort: found.port.name },
    ),
    ...(own && { resource: own }),
  };
}
