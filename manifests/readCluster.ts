import type { KubeConfig, KubernetesObject } from "@kubernetes/client-node";
import type { PlainObject } from "../components/affinity/objects";
import type { Reading } from "./sourced";

/** A kind to read. */
export interface KindToRead {
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether its objects are of no namespace, and one of it that may not be read is no problem. @default false */
  readonly clusterWide?: boolean;
  /** Whether it is a problem that the cluster has no such kind. @default false */
  readonly required?: boolean;
}

/** How many objects the API server is asked for at once. */
const page = 500;

/**
 * Reads objects of a cluster. A kind that the cluster does not have has none, unless it is required; one that may not be
 * read is a problem.
 *
 * @param namespace @default - all of them
 */
export async function* readCluster(
  kubeConfig: KubeConfig,
  kinds: readonly KindToRead[],
  namespace?: string,
): AsyncGenerator<Reading> {
  const { KubernetesObjectApi } = await import("@kubernetes/client-node");
  const api = KubernetesObjectApi.makeApiClient(kubeConfig);
  for (const { apiVersion, kind, clusterWide = false, required = false } of kinds) {
    let next: string | undefined;
    do {
      const paging = [undefined, undefined, undefined, undefined, undefined, page, next] as const;
      try {
        const { items, metadata } = await api.list(
          ...([apiVersion, kind, clusterWide ? undefined : namespace] as const),
          ...paging,
        );
        yield* items.map((item) => toReading(item, apiVersion, kind));
        // The client renames the field of the kinds that it has a class for, and of those alone.
        const { _continue: renamed, continue: plain } = (metadata ?? {}) as {
          readonly _continue?: string;
          readonly continue?: string;
        };
        next = renamed ?? plain;
      } catch (error) {
        const reason = reasonOf(error) ?? (required ? "the cluster has no such kind" : undefined);
        if (reason !== undefined && !clusterWide) {
          yield { problem: { where: kind, what: `cannot be read: ${reason}` } };
        }
        next = undefined;
      }
    } while (next !== undefined && next !== "");
  }
}

/** An object of a list, which does not say its kind. */
function toReading(item: KubernetesObject, apiVersion: string, kind: string): Reading {
  const plain = JSON.parse(JSON.stringify(item)) as PlainObject;
  return { object: { ...plain, apiVersion, kind }, origin: { from: "cluster" } };
}

/** Why a kind cannot be read; `undefined` where there is no such kind. The client's own message has all headers. */
function reasonOf(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  switch (code) {
    case 404:
      return undefined;
    case 403:
      return "forbidden";
    default:
      return typeof code === "number" ? `status ${code}` : unknownKind(String(message));
  }
}

/** The client's own look-up of a kind says by a text alone that the API group has none. */
function unknownKind(message: string): string | undefined {
  return /unrecogni[sz]ed api version and kind|not found|404/i.test(message)
    ? undefined
    : (message.split("\n")[0] ?? "");
}
