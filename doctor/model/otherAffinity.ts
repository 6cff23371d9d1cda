import { objectOf, objectsOf, type PlainObject, textAt } from "../../components/affinity/objects";
import type { ServedPath } from "./exposures/servedPath";

/** Affinity by objects that no dialect writes, as a phrase; `undefined` where there is none. */
export function otherAffinity(
  { exposure }: Pick<ServedPath, "exposure">,
  objects: readonly PlainObject[],
): string | undefined {
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
