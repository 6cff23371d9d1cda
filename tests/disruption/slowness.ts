import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { CoreV1Api } from "@kubernetes/client-node";
import { stallPod } from "../../verify/cluster/stall";
import { kubeConfig } from "../e2e/support/cluster";
import { lastPod, podDeletion, type Workload } from "./events";

/** Stops a pod's processes, as a garbage collection does, and lets them go on. */
export async function stall(workload: Workload, seconds: number): Promise<void> {
  const { name } = await lastPod(workload);
  const { namespace } = workload;
  await stallPod(kubeConfig().makeApiClient(CoreV1Api), { namespace, pod: name, seconds });
}

/** How many processes want each of the node's processors beside what runs there anyway. */
const processesEach = 10;
const busySeconds = 120;
/** Until the pods are as slow as they will be. */
const settleSeconds = 10;

/** Has the node's processors, which are this machine's, wanted ten times over for two minutes. */
export function busyNode(): Promise<void> {
  return whileBusy(() => sleep(busySeconds * 1000));
}

/** Deletes a pod on a node that is as busy as that. */
export function deletionOnBusyNode(workload: Workload): Promise<void> {
  return whileBusy(async () => {
    await sleep(settleSeconds * 1000);
    await podDeletion(workload);
  });
}

async function whileBusy(work: () => Promise<void>): Promise<void> {
  const count = processesEach * availableParallelism();
  const busy = Array.from({ length: count }, () =>
    // It ends with its parent too, which may be killed.
    spawn(
      "sh",
      ["-c", 'while kill -0 "$PPID"; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done'],
      {
        stdio: "ignore",
      },
    ),
  );
  const ended = busy.map((process) => once(process, "exit"));
  try {
    await work();
  } finally {
    for (const process of busy) {
      process.kill();
    }
    await Promise.all(ended);
  }
}
