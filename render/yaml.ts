import type { PlainObject } from "../components/affinity/objects";
import { toYaml } from "../manifests/toYaml";

/** Several objects as one stream. */
export function toStream(objects: readonly PlainObject[]): string {
  return objects.map(toYaml).join("---\n");
}

/** Several objects as one, which `kubectl apply` takes apart. */
export function toList(objects: readonly PlainObject[]): string {
  return `${JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }, undefined, 2)}\n`;
}
