import { kubectl, podsOf } from "../e2e/support/cluster";
import { eventually } from "../e2e/support/eventually";
import {
  isReady,
  lastPod,
  returnTimeoutMilliseconds,
  successorReady,
  type Workload,
} from "./events";

/** Deletes a pod without any time to end, and waits until its successor is ready. */
export async function forcedKill(workload: Workload): Promise<void> {
  const { name, uid } = await lastPod(workload);
  await kubectl([
    ...["delete", "pod", name, "--namespace", workload.namespace],
    ...["--grace-period=0", "--force", "--wait=false"],
  ]);
  await successorReady(workload, name, uid);
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
