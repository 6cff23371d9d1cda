import { stringify } from "yaml";
import type { PlainObject } from "../components/affinity/objects";

/**
 * An object as YAML. Kubernetes reads YAML 1.1, in which `on` and `y` are no texts: as such they are quoted. No line is
 * folded, so that what is one annotation is seen as one.
 */
export function toYaml(object: PlainObject): string {
  return stringify(object, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
