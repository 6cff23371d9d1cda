import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { CoreV1Api } from "@kubernetes/client-node";
import { stallPod } from "../../verify/cluster/stall";
import { kubeConfig } from "../e2e/support/cluster";
import { lastPod, type Workload } from "./events";

/** Stops a pod's processes, as a garbage collection does, and lets them go on. */
export async function stall(workload: Workload, seconds: number): Promise<void> {
  const { name } = await lastPod(workload);
  const { namespace } = workload;
  await stallPod(kubeConfig().makeApiClient(CoreV1Api), { namespace, pod: name, seconds });
}

/** How many processes want each of the node's processors beside what runs there anyway. */
export const processesEach = 10;
/** Until the pods are as slow as they will be. */
export const settleMilliseconds = 10_000;

/** Has the node's processors, which are this machine's, wanted ten times over; resolves to what ends that. */
export async function busyProcessors(): Promise<() => Promise<void>> {
  const count = processesEach * availableParallelism();
  const busy = Array.from({ length: count }, () =>
    // It ends with its parent too, which may be killed.
    spawn(
      "sh",
      ["-c", 'while kill -0 "$PPID"; do i=0; until [ $((i+=1)) -gt 99999 ]; do :; done; done'],
      {
        stdio: "ignore",
      },
    ),
  );
  const ended = busy.map((process) => once(process, "exit"));
  await sleep(settleMilliseconds);
  return async () => {
    for (const process of busy) {
      process.kill();
    }
    await Promise.all(ended);
  };
}

/** Does nothing for two minutes, in which a busy node has its chance. */
export async function twoMinutes(): Promise<void> {
  await sleep(120_000);
}
