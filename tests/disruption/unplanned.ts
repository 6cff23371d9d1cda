import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { kubectl, podsOf } from "../e2e/support/cluster";
import { eventually } from "../e2e/support/eventually";
import {
  deletePod,
  isReady,
  lastPod,
  returnTimeoutMilliseconds,
  successorReady,
  type Workload,
} from "./events";
import { findProcesses, onNode } from "./onNode";

/** Deletes a pod without any time to end, and waits until its successor is ready. */
export async function forcedKill(workload: Workload): Promise<void> {
  const { name, uid } = await lastPod(workload);
  await kubectl([
    ...["delete", "pod", name, "--namespace", workload.namespace],
    ...["--grace-period=0", "--force", "--wait=false"],
  ]);
  await successorReady(workload, name, uid);
}

/** Deletes a pod with less time to end than it asks for, in seconds, and waits until its successor is ready. */
export async function deletionInHaste(workload: Workload, graceSeconds: number): Promise<void> {
  const pod = await lastPod(workload);
  await deletePod(workload, pod, graceSeconds);
  await successorReady(workload, pod.name, pod.uid);
}

/** Tells a pod to end, kills its application while it serves on, and waits until the pod's successor is ready. */
export async function processKillInDrain(workload: Workload): Promise<void> {
  const pod = await lastPod(workload);
  await deletePod(workload, pod);
  await sleep(drainBegunMilliseconds);
  await onNode(killApplication(pod), pod.node);
  await successorReady(workload, pod.name, pod.uid);
}

/** By then a pod that was told to end has no new clients, and still its own. */
const drainBegunMilliseconds = 5_000;

/** Kills the application in a pod as the kernel does when its memory is gone, and waits until it is back. */
export async function processKill(workload: Workload): Promise<void> {
  const pod = await lastPod(workload);
  const restarts = ({ status }: Pick<V1Pod, "status">) =>
    (status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
  await onNode(killApplication(pod), pod.node);
  await ready(workload, pod.uid, (now) => restarts(now) > restarts(pod));
}

/** For a script on the node: what kills all processes of a pod's application. */
function killApplication(pod: { name: string; status: V1Pod["status"] }): string {
  // A worker that ended by itself when its master did is no failure.
  return [findProcesses(applicationOf(pod)), "busybox kill -9 $processes || true"].join("\n");
}

/** How long the node is silent, in seconds: less than the control plane takes to notice (40 to 50). */
const silentSeconds = 30;

/**
 * Cuts a pod off as when its node has gone: it answers nothing, and the kubelet, which would notice, stands
 * still. Brings both back, and waits until the pod is ready.
 */
export async function nodeSilence(workload: Workload): Promise<void> {
  const pod = await lastPod(workload);
  const inPod = "busybox nsenter --target ${processes##* } --net busybox ip";
  const script = [
    findProcesses(applicationOf(pod)),
    `gateway=$(${inPod} route | busybox awk '/^default/ { print $3 }')`,
    // By its path: this script has its name in it too.
    `for file in /proc/[0-9]*/cmdline; do
      case "$(busybox tr '\\0' ' ' < $file 2>/dev/null)" in
        /*"/kubelet "*|/*"/kubernetes kubelet "*) kubelet=$(busybox basename $(busybox dirname $file));;
      esac; done`,
    `trap 'busybox kill -CONT $kubelet; ${inPod} route del blackhole $gateway' EXIT`,
    "busybox kill -STOP $kubelet",
    `${inPod} route add blackhole $gateway`,
    `busybox sleep ${silentSeconds}`,
  ];
  await onNode(script.join("\n"), pod.node);
  await ready(workload, pod.uid);
}

/** The ID of the container that the clients use. */
function applicationOf({ name, status }: { name: string; status: V1Pod["status"] }): string {
  const containers = status?.containerStatuses ?? [];
  // By name in the component's pods; the only one elsewhere.
  const application = containers.find(({ name }) => name === "application") ?? containers[0];
  const id = application?.containerID?.split("//")[1];
  if (id === undefined) {
    throw new Error(`${name} runs no container`);
  }
  return id;
}

/** Waits until a pod that stays is ready, and as it should be. */
async function ready(
  { app, namespace }: Workload,
  uid: string,
  asItShould: (pod: V1Pod) => boolean = () => true,
): Promise<void> {
  await eventually(async () => {
    const pod = (await podsOf(app, namespace)).find(({ metadata }) => metadata?.uid === uid);
    if (pod === undefined || !asItShould(pod) || !isReady(pod)) {
      throw new Error(`${pod?.metadata?.name ?? uid} is not back`);
    }
  }, returnTimeoutMilliseconds);
}
