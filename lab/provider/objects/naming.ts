import { createHash, randomBytes } from "node:crypto";
import { type PropertyMap, Unknown } from "../properties/propertyValue";
import { annotations, isAnnotated } from "./annotations";
import { type KubernetesObject, nameOf, valueAt, withValueAt } from "./kubernetesObject";

/** What the engine says about automatic names, with the name it proposes. */
export interface Autonaming {
  readonly mode: "propose" | "enforce" | "disable";
  readonly proposedName: string;
}

/** What a name is made from. */
export interface NamingRequest {
  readonly resourceName: string;
  /** Seed from the engine, so that a plan can be repeated; empty for a random name. */
  readonly randomSeed: Uint8Array;
  readonly autonaming?: Autonaming;
}

/** Eight hexadecimal digits, the length that the official provider uses. */
export function uniqueSuffix(seed: Uint8Array): string {
  const source = seed.length === 0 ? randomBytes(4) : createHash("sha256").update(seed).digest();
  return source.toString("hex").slice(0, 8);
}

/** True if `metadata.name` is given, be it known or not. */
export function isNamed(object: KubernetesObject): boolean {
  return valueAt(object, "metadata", "name") instanceof Unknown || nameOf(object) !== "";
}

/**
 * Gives an object a name if the program has not: the automatic name it had before, else a new one.
 * @throws Error if automatic names are switched off.
 */
export function withName(
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  request: NamingRequest,
): PropertyMap {
  if (isNamed(object)) return object;
  if (valueAt(object, "metadata") instanceof Unknown) return object;
  const name = old !== undefined && isAnnotated(old, "autonamed") ? nameOf(old) : newName(request);
  const named = withValueAt(object, ["metadata", "name"], name);
  if (valueAt(object, "metadata", "annotations") instanceof Unknown) return named;
  return withValueAt(named, ["metadata", "annotations", annotations.autonamed], "true");
}

function newName({ resourceName, randomSeed, autonaming }: NamingRequest): string {
  switch (autonaming?.mode) {
    case "disable":
      throw new Error("automatic naming is disabled: set metadata.name");
    case "enforce":
    case "propose":
      return autonaming.proposedName;
    case undefined:
      return `${resourceName}-${uniqueSuffix(randomSeed)}`;
  }
}
