import { the } from "../cluster/liveObjects";
import { objectsOf } from "./dialectMarks";
import type { Evidence } from "./evidence";

/** Annotations that make a controller send requests to the Service's own address, not to pods. */
const virtualAddressSwitches: readonly string[] = [
  "traefik.ingress.kubernetes.io/service.nativelb",
  "traefik.ingress.kubernetes.io/service.nodeportlb",
  "nginx.ingress.kubernetes.io/service-upstream",
  "ingress.kubernetes.io/service-upstream",
  "nginx.org/use-cluster-ip",
];

/** Where the controller does not see the pods. */
export function virtualAddress({ target }: Evidence): string | undefined {
  const objects = target.cluster?.objects;
  for (const object of objects ? objectsOf(objects) : []) {
    const on = virtualAddressSwitches.find((key) => object.annotations[key] === "true");
    if (on !== undefined) {
      return `The annotation ${on}: "true" of ${the(object)} makes the controller see one server, the Service's own address, behind which kube-proxy picks a pod for each connection: remove it.`;
    }
  }
  return undefined;
}
