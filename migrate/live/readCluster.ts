import type { KubeConfig } from "@kubernetes/client-node";
import { CommandError } from "../../cli/commandError";
import type { Dialect } from "../../components/affinity/dialect";
import { type KindToRead, readCluster as readKinds } from "../../manifests/readCluster";
import type { Sourced } from "../../manifests/sourced";

/** The kinds that are read for a controller. */
function kindsFor({ exposedBy }: Dialect): readonly KindToRead[] {
  const service = { apiVersion: "v1", kind: "Service", required: true };
  return exposedBy.createdBy === "route"
    ? [service, { apiVersion: "route.openshift.io/v1", kind: "Route", required: true }]
    : [
        service,
        { apiVersion: "networking.k8s.io/v1", kind: "Ingress", required: true },
        { apiVersion: "networking.k8s.io/v1", kind: "IngressClass", clusterWide: true },
      ];
}

/**
 * Reads what a controller exposes in a namespace, or in all.
 *
 * @param namespace @default - all of them
 * @throws CommandError where a kind cannot be read
 */
export async function readCluster(
  kubeConfig: KubeConfig,
  dialect: Dialect,
  namespace?: string,
): Promise<Sourced[]> {
  const objects: Sourced[] = [];
  for await (const reading of readKinds(kubeConfig, kindsFor(dialect), namespace)) {
    if ("problem" in reading) {
      const { where: kind, what } = reading.problem;
      throw new CommandError(
        `The ${kind} objects ${namespace === undefined ? "of all namespaces" : `of namespace ${namespace}`} ${what}.`,
      );
    }
    objects.push(reading);
  }
  return objects;
}
