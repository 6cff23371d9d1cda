import {
  awsLoadBalancer,
  keptByOwnCookie,
} from "../../components/affinity/dialects/awsLoadBalancer";
import { objectOf, objectsOf, type PlainObject, textAt } from "../../components/affinity/objects";
import type { Controller } from "./controller";
import type { ServedPath } from "./exposures/servedPath";

/** Affinity by what no dialect writes, as a phrase; `undefined` where there is none. */
export function otherAffinity(
  { exposure }: Pick<ServedPath, "exposure">,
  objects: readonly PlainObject[],
  controller: Pick<Controller, "dialects"> | undefined,
): string | undefined {
  if (controller?.dialects[0] === awsLoadBalancer && keptByOwnCookie(exposure.object)) {
    return "the load balancer (by the application's own cookie)";
  }
  if (exposure.object.kind !== "HTTPRoute") {
    return undefined;
  }
  const google = textAt(
    ...([objectOf(objects, "GCPBackendPolicy"), "spec", "default", "sessionAffinity"] as const),
    "type",
  );
  if (google === "GENERATED_COOKIE" || google === "HTTP_COOKIE") {
    return "a GCPBackendPolicy (by hashing)";
  }
  const hashes = objectsOf(objects, "BackendTrafficPolicy").some(
    ({ spec }) =>
      textAt(spec, "loadBalancer", "type") === "ConsistentHash" &&
      textAt(spec, "loadBalancer", "consistentHash", "type") === "Cookie",
  );
  return hashes ? "a BackendTrafficPolicy (by hashing)" : undefined;
}
