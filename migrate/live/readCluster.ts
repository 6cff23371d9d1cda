import type { KubeConfig, KubernetesObject } from "@kubernetes/client-node";
import type { Dialect } from "../../components/affinity/dialect";
import type { PlainObject } from "../../components/affinity/objects";
import type { Sourced } from "../../manifests/sourced";
import { MigrateError } from "../migrateError";

/** The kinds that are read for a controller. */
function kindsFor({
  exposedBy,
}: Dialect): readonly (readonly [apiVersion: string, kind: string])[] {
  return exposedBy.createdBy === "route"
    ? [
        ["v1", "Service"],
        ["route.openshift.io/v1", "Route"],
      ]
    : [
        ["v1", "Service"],
        ["networking.k8s.io/v1", "Ingress"],
        ["networking.k8s.io/v1", "IngressClass"],
      ];
}

/** Kinds that are of no namespace, and that one may not be allowed to read. */
const clusterWide = ["IngressClass"];

/**
 * Reads what a controller exposes in a namespace, or in all.
 *
 * @param namespace @default - all of them
 * @throws MigrateError where a kind cannot be read
 */
export async function readCluster(
  kubeConfig: KubeConfig,
  dialect: Dialect,
  namespace?: string,
): Promise<Sourced[]> {
  const { KubernetesObjectApi } = await import("@kubernetes/client-node");
  const api = KubernetesObjectApi.makeApiClient(kubeConfig);
  const lists = await Promise.all(
    kindsFor(dialect).map(async ([apiVersion, kind]) => {
      const isClusterWide = clusterWide.includes(kind);
      try {
        const { items } = await api.list(apiVersion, kind, isClusterWide ? undefined : namespace);
        return items.map((item) => toSourced(item, apiVersion, kind));
      } catch (error) {
        if (isClusterWide) {
          return [];
        }
        throw new MigrateError(
          `The ${kind} objects ${namespace === undefined ? "of all namespaces" : `of namespace ${namespace}`} cannot be read: ${reasonOf(error)}.`,
        );
      }
    }),
  );
  return lists.flat();
}

/** An object of a list, which does not say its kind. */
function toSourced(item: KubernetesObject, apiVersion: string, kind: string): Sourced {
  const plain = JSON.parse(JSON.stringify(item)) as PlainObject;
  return { object: { ...plain, apiVersion, kind }, origin: { from: "cluster" } };
}

/** The client's own message is a page with all headers. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 403) {
    return "forbidden";
  }
  if (code === 404) {
    return "the cluster has no such kind";
  }
  return typeof code === "number" ? `status ${code}` : (String(message).split("\n")[0] ?? "");
}
