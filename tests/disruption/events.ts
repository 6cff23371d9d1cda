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

/** The default image's application; that it has another name is what matters. */
export const otherImage = "docker.io/nginxdemos/nginx-hello:plain-text-2";

/** How long a pod may take to end and to come back, in milliseconds. */
const returnTimeoutMilliseconds = 180_000;

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
  const { name, uid } = await lastPod(workload);
  await kubectl(["delete", "pod", name, "--namespace", workload.namespace, "--wait=false"]);
  await successorReady(workload, name, uid);
}

/** Deletes a pod without any time to end, and waits until its successor is ready. */
export async function forcedKill(workload: Workload): Promise<void> {
  const { name, uid } = await lastPod(workload);
  await kubectl([
    ...["delete", "pod", name, "--namespace", workload.namespace],
    ...["--grace-period=0", "--force", "--wait=false"],
  ]);
  await successorReady(workload, name, uid);
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

/** Kills the application in a pod as the kernel does when its memory is gone, and waits until it is back. */
export async function processKill(workload: Workload): Promise<void> {
  const { namespace } = workload;
  const pod = await lastPod(workload);
  const containerStatuses = pod.status?.containerStatuses ?? [];
  // By name in the component's pods; the only one elsewhere.
  const application =
    containerStatuses.find(({ name }) => name === "application") ?? containerStatuses[0];
  const containerId = application?.containerID?.split("//")[1];
  if (containerId === undefined) {
    throw new Error(`${pod.name} runs no container`);
  }
  await killContainer(containerId, pod.status?.hostIP ?? "the node", namespace);
  await eventually(async () => {
    const now = (await podsOf(workload.app, namespace)).find(
      ({ metadata }) => metadata?.uid === pod.uid,
    );
    const restarts = (statuses: typeof containerStatuses = []) =>
      statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
    const back =
      now !== undefined &&
      restarts(now.status?.containerStatuses) > restarts(containerStatuses) &&
      isReady(now);
    if (!back) {
      throw new Error(`${pod.name} is not back`);
    }
  }, returnTimeoutMilliseconds);
}

/** From a pod that sees the node's processes, since no other may end a container's first one. */
async function killContainer(
  containerId: string,
  hostAddress: string,
  besides: string,
): Promise<void> {
  const namespace = `${besides}-killer`;
  const script = `for file in /proc/[0-9]*/cgroup; do
    if busybox grep -q ${containerId} $file 2>/dev/null; then
      busybox kill -9 $(busybox basename $(busybox dirname $file)); fi; done`;
  await kubectl(["create", "namespace", namespace]);
  try {
    await kubectl(
      ["create", "--filename=-"],
      JSON.stringify({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "killer", namespace },
        spec: {
          hostPID: true,
          restartPolicy: "Never",
          containers: [
            {
              name: "killer",
              image: "docker.io/library/busybox:1.37.0",
              command: ["sh", "-c", script],
              securityContext: { runAsUser: 0 },
            },
          ],
        },
      }),
    );
    await kubectl([
      ...["wait", "pod/killer", "--namespace", namespace],
      ...["--for=jsonpath={.status.phase}=Succeeded", "--timeout=60s"],
    ]);
  } catch (error) {
    throw new Error(`no pod on ${hostAddress} could kill the process`, { cause: error });
  } finally {
    await kubectl(["delete", "namespace", namespace, "--wait=false"]);
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

async function lastPod(
  workload: Workload,
): Promise<{ name: string; uid: string; status: V1Pod["status"] }> {
  const pod = (await podsOf(workload.app, workload.namespace)).at(-1);
  if (pod === undefined) {
    throw new Error(`${workload.namespace} has no pod of ${workload.app}`);
  }
  return { ...identityOf(pod), status: pod.status };
}

function identityOf({ metadata }: V1Pod): { name: string; uid: string } {
  return { name: metadata?.name ?? "", uid: metadata?.uid ?? "" };
}

async function successorReady(workload: Workload, name: string, uid: string): Promise<void> {
  await eventually(async () => {
    const pods = await podsOf(workload.app, workload.namespace);
    const successor = pods.find(({ metadata }) => metadata?.name === name && metadata.uid !== uid);
    if (successor === undefined || !isReady(successor)) {
      throw new Error(`${name} has no successor that is ready`);
    }
  }, returnTimeoutMilliseconds);
}

function isReady({ status }: V1Pod): boolean {
  return (
    status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true
  );
}
