import { kubectl } from "./kubectl";
import type { KubernetesObject, Start } from "./service";

/** Removes an addon's objects from the cluster of a lab that goes on without it: no controller would serve its class. */
export async function removeAddonObjects(
  manifests: readonly KubernetesObject[],
  { programs }: Start,
): Promise<void> {
  await kubectl(programs, ["delete", "--ignore-not-found", "--wait=false"], manifests);
}
