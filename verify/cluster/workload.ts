import { setTimeout as sleep } from "node:timers/promises";
import type { AppsV1Api, KubeConfig, V2HorizontalPodAutoscaler } from "@kubernetes/client-node";
import type { Pod } from "./pod";

/** The name under which the API server notes who changed a field. */
const fieldManager = "sticky-session-verify";

/** How often a write is tried, and the pause in between, in milliseconds. */
const attempts = 20;
const pauseMilliseconds = 100;

/** The object that keeps a number of pods. */
export interface Workload {
  readonly kind: "StatefulSet" | "Deployment";
  readonly name: string;
  readonly replicas: number;
  /** The HorizontalPodAutoscaler that sets the number of pods, where there is one. */
  readonly autoscaler?: string;
  /** Changes the number of pods. */
  scale(replicas: number): Promise<void>;
  /**
   * Puts the number of pods back to what it was, and who may change it: else whoever deployed the
   * object by server-side apply would be told of a conflict the next time.
   */
  restore(): Promise<void>;
}

/** The workload of the pods; undefined where none is known that can be scaled. */
export async function workloadOf(
  kubeConfig: KubeConfig,
  namespace: string,
  [pod]: readonly Pod[],
): Promise<Workload | undefined> {
  const { AppsV1Api, V1ScaleSpec } = await import("@kubernetes/client-node");
  const api = kubeConfig.makeApiClient(AppsV1Api);
  const owner = await scalableOwner(api, namespace, pod);
  if (!owner) {
    return undefined;
  }
  const { kind, name } = owner;
  const object = { name, namespace };
  const read = () =>
    kind === "StatefulSet"
      ? api.readNamespacedStatefulSet(object)
      : api.readNamespacedDeployment(object);
  const before = await read();
  const replicas = before.spec?.replicas ?? 1;

  const scale = async (wanted: number): Promise<void> => {
    if (kind === "StatefulSet") {
      const body = await api.readNamespacedStatefulSetScale(object);
      (body.spec ??= new V1ScaleSpec()).replicas = wanted;
      await api.replaceNamespacedStatefulSetScale({ ...object, body, fieldManager });
    } else {
      const body = await api.readNamespacedDeploymentScale(object);
      (body.spec ??= new V1ScaleSpec()).replicas = wanted;
      await api.replaceNamespacedDeploymentScale({ ...object, body, fieldManager });
    }
  };
  const autoscaler = await autoscalerOf(kubeConfig, namespace, kind, name);
  return {
    ...{ kind, name, replicas, scale },
    ...(autoscaler !== undefined && { autoscaler }),
    async restore() {
      await unlessChanged(() => scale(replicas));
      await unlessChanged(async () => {
        const now = (await read()).metadata;
        const managedFields = handedBack(
          now?.managedFields ?? [],
          before.metadata?.managedFields ?? [],
        );
        const body = [
          { op: "test", path: "/metadata/resourceVersion", value: now?.resourceVersion },
          { op: "replace", path: "/metadata/managedFields", value: managedFields },
        ];
        // A JSON patch is what the client sends a patch as unless told otherwise.
        await (kind === "StatefulSet"
          ? api.patchNamespacedStatefulSet({ ...object, body, fieldManager })
          : api.patchNamespacedDeployment({ ...object, body, fieldManager }));
      });
    },
  };
}

/** Tries again where somebody else changed the object between the reading and the writing. */
async function unlessChanged(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await write();
      return;
    } catch (error) {
      const { code } = error as { code?: number };
      // A conflict, or the test of a JSON patch that fails.
      if ((code !== 409 && code !== 422) || attempt === attempts) {
        throw error;
      }
      await sleep(pauseMilliseconds);
    }
  }
}

/** Who owns which fields of an object, an entry of its `metadata.managedFields`. */
export interface FieldsOwner {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly fieldsV1?: object;
}

/** Who owns which fields now, but for `spec.replicas`, which goes back to those who owned it before. */
export function handedBack(
  now: readonly FieldsOwner[],
  before: readonly FieldsOwner[],
): FieldsOwner[] {
  const formerOwners = before.filter(ownsReplicas);
  return now
    .filter(({ manager }) => manager !== fieldManager)
    .map((entry): FieldsOwner => {
      // A plain copy: the client's own classes are not for changing.
      const copy = JSON.parse(JSON.stringify(entry)) as FieldsOwner & { fieldsV1?: Fields };
      return formerOwners.some((former) => isSameOwner(former, entry))
        ? {
            ...copy,
            fieldsV1: {
              ...copy.fieldsV1,
              "f:spec": { ...copy.fieldsV1?.["f:spec"], "f:replicas": {} },
            },
          }
        : copy;
    });
}

type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function ownsReplicas({ fieldsV1 }: FieldsOwner): boolean {
  return "f:replicas" in ((fieldsV1 as Fields | undefined)?.["f:spec"] ?? {});
}

function isSameOwner(one: FieldsOwner, other: FieldsOwner): boolean {
  return (
    one.manager === other.manager &&
    one.operation === other.operation &&
    one.subresource === other.subresource
  );
}

async function scalableOwner(
  api: AppsV1Api,
  namespace: string,
  pod: Pod | undefined,
): Promise<{ kind: Workload["kind"]; name: string } | undefined> {
  const { kind, name = "" } = pod?.owner ?? {};
  if (kind === "StatefulSet") {
    return { kind, name };
  }
  if (kind !== "ReplicaSet") {
    return undefined;
  }
  const { metadata } = await api.readNamespacedReplicaSet({ name, namespace });
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  return owner?.kind === "Deployment" ? { kind: "Deployment", name: owner.name } : undefined;
}

async function autoscalerOf(
  kubeConfig: KubeConfig,
  namespace: string,
  kind: string,
  name: string,
): Promise<string | undefined> {
  const { AutoscalingV2Api } = await import("@kubernetes/client-node");
  const api = kubeConfig.makeApiClient(AutoscalingV2Api);
  const { items } = await api
    .listNamespacedHorizontalPodAutoscaler({ namespace })
    // Where they may not be read there is nothing to compare with.
    .catch(() => ({ items: [] as V2HorizontalPodAutoscaler[] }));
  return items.find(
    ({ spec }) => spec?.scaleTargetRef.kind === kind && spec.scaleTargetRef.name === name,
  )?.metadata?.name;
}
