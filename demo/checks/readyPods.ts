import type { Pod, Pods } from "../pods";

/** The pods that can answer now. */
export async function readyPods(pods: Pods): Promise<Pod[]> {
  return (await pods.list()).filter(({ ready }) => ready);
}

/** Why a check that needs several pods is skipped where there are fewer. */
export function tooFewPods(ready: number): string {
  return `${ready === 1 ? "only 1 pod is" : `${ready} pods are`} ready: with fewer than 2 it would prove nothing`;
}
