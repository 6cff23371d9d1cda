import type { KubeConfig, V1Service } from "@kubernetes/client-node";
import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import type { PlainObject } from "../../components/affinity/objects";
import { type OwnKind, ownKindsOf, statusOf } from "../../components/affinity/ownKinds";
import type { OwnObject } from "./liveObjects";
import { shortReason } from "./shortReason";

/** What the objects are looked for by, and what is told of kinds that may not be read. */
interface Search {
  readonly namespace: string;
  readonly service: V1Service;
  /** Whose kinds are read. @default - those of all dialects, as far as they can be */
  readonly dialect?: Dialect;
  /** Is added to: kinds of the dialect that could not be read, each with the reason. */
  readonly unreadable: string[];
}

/** Every kind that some dialect writes; what has the host comes before what is attached to it. */
const ownKinds: readonly OwnKind[] = dialects
  .flatMap(ownKindsOf)
  .filter((own, index, all) => all.findIndex((other) => isSame(own, other)) === index);

function isSame(one: OwnKind, other: OwnKind): boolean {
  return one.apiVersion === other.apiVersion && one.kind === other.kind;
}

/** The objects of controllers' own kinds that have a part in how the Service is served. */
export async function readOwnObjects(
  kubeConfig: KubeConfig,
  { namespace, service, dialect, unreadable }: Search,
): Promise<OwnObject[]> {
  const { CustomObjectsApi } = await import("@kubernetes/client-node");
  const api = kubeConfig.makeApiClient(CustomObjectsApi);
  const lists = await Promise.all(
    (dialect ? ownKindsOf(dialect) : ownKinds).map(async (own) => {
      const [group = "", version = ""] = own.apiVersion.split("/");
      try {
        const list = (await api.listNamespacedCustomObject({
          ...{ group, version, namespace, plural: own.plural },
        })) as { readonly items: readonly OwnObject[] };
        return { own, items: list.items };
      } catch (error) {
        // Without such a kind the answer is 404, and to those who may read nothing there 403 as well.
        if (dialect !== undefined && (error as { code?: number }).code !== 404) {
          unreadable.push(`${own.kind} objects (${shortReason(error)})`);
        }
        return { own, items: [] };
      }
    }),
  );
  return concerning(
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: service.metadata,
      spec: service.spec,
    } as PlainObject,
    lists,
  );
}

/** Those that have a part, by what is known of the kinds before. */
export function concerning(
  service: PlainObject,
  lists: readonly { readonly own: OwnKind; readonly items: readonly OwnObject[] }[],
): OwnObject[] {
  const found: OwnObject[] = [];
  for (const { own, items } of lists) {
    const { apiVersion, kind, acceptance } = own;
    for (const item of items) {
      // The API leaves the type out in a list.
      const object = { ...item, apiVersion, kind };
      if (own.concerns(object, [service, ...found])) {
        const accepted = acceptance?.read(statusOf(object));
        found.push({ ...object, ...(accepted && { accepted }) });
      }
    }
  }
  return found;
}
