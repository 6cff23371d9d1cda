import { stringify } from "yaml";
import type { PlainObject } from "../components/affinity/objects";

/** An object as YAML. Kubernetes reads YAML 1.1, in which `on` and `y` are no texts: as such they are quoted. */
export function toYaml(object: PlainObject): string {
  return stringify(object, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}

/** Several objects as one stream. */
export function toStream(objects: readonly PlainObject[]): string {
  return objects.map(toYaml).join("---\n");
}

/** Several objects as one, which `kubectl apply` takes apart. */
export function toList(objects: readonly PlainObject[]): string {
  return `${JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }, undefined, 2)}\n`;
}
