import { kubectl } from "./kubectl";
import type { KubernetesObject, Start } from "./service";

/** Removes what an addon has in the cluster where the lab goes on without it: its class would name nobody. */
export async function removeAddonObjects(
  manifests: readonly KubernetesObject[],
  { programs }: Start,
): Promise<void> {
  await kubectl(programs, ["delete", "--ignore-not-found", "--wait=false"], manifests);
}
