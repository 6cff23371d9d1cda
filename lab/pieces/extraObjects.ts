import { runningProcess } from "../process";
import { kubectl } from "./kubectl";
import type { KubernetesObject, Stop } from "./piece";

/** Removes what an extra has in the cluster where the lab goes on without it: its class would name nobody. */
export async function removeExtraObjects(
  manifests: readonly KubernetesObject[],
  { programs, dataStays }: Stop,
): Promise<void> {
  if (dataStays && programs && runningProcess("kube-apiserver")) {
    await kubectl(programs, ["delete", "--ignore-not-found", "--wait=false"], manifests);
  }
}
