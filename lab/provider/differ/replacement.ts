import { kindName, type ObjectType } from "../objects/objectType";
import { type KubernetesObject, valueAt } from "../objects/kubernetesObject";
import { isPropertyMap, type PropertyValue } from "../properties/propertyValue";
import type { Difference } from "./differences";
import { parsePath, type PropertyPath, startsWith } from "./propertyPath";

/** What is changed in place, where the object is replaced otherwise. */
export interface Mutability {
  /** The data of Secrets. */
  readonly secrets: boolean;
  /** The data of ConfigMaps. */
  readonly configMaps: boolean;
}

// What the API server does not let one change, and what the official provider replaces an object
// for besides (provider/pkg/provider/diff.go, 4.34).
const always = ["kind", "metadata.name", "metadata.namespace"];

const statefulSet = [
  "spec.podManagementPolicy",
  "spec.revisionHistoryLimit",
  "spec.selector",
  "spec.serviceName",
  "spec.volumeClaimTemplates",
];

const byKind: Readonly<Record<string, readonly string[]>> = {
  "apps/StatefulSet": statefulSet,
  Secret: ["type"],
  Service: ["spec.clusterIP"],
};

/** The properties of an object whose change means a new object in the old one's place. */
export function replacementPaths(
  type: ObjectType,
  inputs: KubernetesObject,
  mutability: Mutability,
): PropertyPath[] {
  const name = kindName(type);
  const paths = [...always, ...(byKind[name] ?? [])];
  const isSealed = inputs.immutable === true;
  if (name === "Secret" && (isSealed || !mutability.secrets)) {
    paths.push("data", "stringData");
  }
  if (name === "ConfigMap" && (isSealed || !mutability.configMaps)) {
    paths.push("data", "binaryData");
  }
  return paths.map(parsePath);
}

/** True if a difference is in one of `paths`, or takes one of them away or brings it along. */
export function needsReplacement(difference: Difference, paths: readonly PropertyPath[]): boolean {
  return paths.some(
    (path) =>
      startsWith(difference.path, path) ||
      (startsWith(path, difference.path) && concerns(difference, path)),
  );
}

function concerns({ path, before, after }: Difference, target: PropertyPath): boolean {
  const rest = target.slice(path.length);
  return [before, after].some(
    (value: PropertyValue | undefined) =>
      isPropertyMap(value) && valueAt(value, ...rest) !== undefined,
  );
}
