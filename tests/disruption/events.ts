import { setTimeout as sleep } from "node:timers/promises";
import {
  ApiException,
  CoreV1Api,
  V1Eviction,
  V1ObjectMeta,
  type V1Pod,
} from "@kubernetes/client-node";
import { kubeConfig, kubectl, podsOf } from "../e2e/support/cluster";
import { eventually } from "../e2e/support/eventually";

/** The pods of an application in a namespace. */
export interface Workload {
  readonly app: string;
  readonly namespace: string;
}

/** How long a pod may take to end and to come back, in milliseconds. */
export const returnTimeoutMilliseconds = 180_000;

/** Restarts all pods, one after the other. */
export async function rollingRestart({ app, namespace }: Workload): Promise<void> {
  await kubectl(["rollout", "restart", `statefulset/${app}`, "--namespace", namespace]);
  await kubectl([
    ...["rollout", "status", `statefulset/${app}`, "--namespace", namespace],
    "--timeout=10m",
  ]);
}

/** Deletes a pod as `kubectl delete pod` does, and waits until its successor is ready. */
export async function podDeletion(workload: Workload): Promise<void> {
  const pod = await lastPod(workload);
  await deletePod(workload, pod);
  await successorReady(workload, pod.name, pod.uid);
}

/** Tells a pod to end, in its own grace period or another one, and waits for nothing. */
export async function deletePod(
  { namespace }: Pick<Workload, "namespace">,
  { name }: { readonly name: string },
  gracePeriodSeconds?: number,
): Promise<void> {
  // By the client that is there: on a busy node a command takes seconds to begin.
  await kubeConfig()
    .makeApiClient(CoreV1Api)
    .deleteNamespacedPod({
      name,
      namespace,
      ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    });
}

/**
 * Empties a node as `kubectl drain` does: it asks for the eviction of every pod, and again for as long as
 * the disruption budget says no. The node takes new pods all the while, since it may be the only one.
 */
export async function nodeDrain(workload: Workload): Promise<void> {
  const pods = await podsOf(workload.app, workload.namespace);
  await Promise.all(
    pods.map(async (pod) => {
      const { name, uid } = identityOf(pod);
      await evict(workload.namespace, name);
      await successorReady(workload, name, uid);
    }),
  );
}

async function evict(namespace: string, name: string): Promise<void> {
  const api = kubeConfig().makeApiClient(CoreV1Api);
  const body = new V1Eviction();
  body.metadata = new V1ObjectMeta();
  body.metadata.name = name;
  for (;;) {
    try {
      await api.createNamespacedPodEviction({ name, namespace, body });
      return;
    } catch (error) {
      // 429: the disruption budget does not allow one more now.
      if (!(error instanceof ApiException) || error.code !== 429) {
        throw error;
      }
      await sleep(1_000);
    }
  }
}

/** Grows to five pods, and shrinks to two. */
export async function scaling(workload: Workload): Promise<void> {
  await scaleTo(workload, 5);
  await scaleTo(workload, 2);
}

/** Changes the number of pods, and waits until they are that many and ready. */
export async function scaleTo({ app, namespace }: Workload, replicas: number): Promise<void> {
  await kubectl([
    ...["scale", `statefulset/${app}`, "--namespace", namespace],
    `--replicas=${replicas}`,
  ]);
  await eventually(async () => {
    const pods = await podsOf(app, namespace);
    if (pods.length !== replicas || !pods.every(isReady)) {
      throw new Error(`${namespace} has ${pods.filter(isReady).length} pods of ${app} ready`);
    }
  }, returnTimeoutMilliseconds);
}

/** The addresses of the pods that are there and not about to end. */
export async function addressesOf({ app, namespace }: Workload): Promise<string[]> {
  return (await podsOf(app, namespace))
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .flatMap(({ status }) => status?.podIP ?? []);
}

/** How often the containers of each pod were restarted, by the pod's UID. */
export async function restartsOf({ app, namespace }: Workload): Promise<Map<string, number>> {
  return new Map(
    (await podsOf(app, namespace)).map(({ metadata, status }) => [
      metadata?.uid ?? "",
      (status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    ]),
  );
}

/** How many restarts there were since: a pod that is new has had all of its own since. */
export function restartsSince(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): number {
  return [...now].reduce((sum, [uid, count]) => sum + count - (before.get(uid) ?? 0), 0);
}

/** The one that is disrupted where one is. */
export async function lastPod(
  workload: Workload,
): Promise<{ name: string; uid: string; node: string; status: V1Pod["status"] }> {
  const pod = (await podsOf(workload.app, workload.namespace)).at(-1);
  if (pod === undefined) {
    throw new Error(`${workload.namespace} has no pod of ${workload.app}`);
  }
  return { ...identityOf(pod), node: pod.spec?.nodeName ?? "", status: pod.status };
}

function identityOf({ metadata }: V1Pod): { name: string; uid: string } {
  return { name: metadata?.name ?? "", uid: metadata?.uid ?? "" };
}

/** Waits for the next pod of that name to be ready. */
export async function successorReady(workload: Workload, name: string, uid: string): Promise<void> {
  await eventually(async () => {
    const pods = await podsOf(workload.app, workload.namespace);
    const successor = pods.find(({ metadata }) => metadata?.name === name && metadata.uid !== uid);
    if (successor === undefined || !isReady(successor)) {
      throw new Error(`${name} has no successor that is ready`);
    }
  }, returnTimeoutMilliseconds);
}

export function isReady({ status }: V1Pod): boolean {
  return (
    status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true
  );
}
