import {
  equal,
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
  Unknown,
} from "../properties/propertyValue";
import type { PropertyPath } from "./propertyPath";

/** One property that a program changed. */
export interface Difference {
  readonly path: PropertyPath;
  readonly kind: "add" | "update" | "delete";
  /** The value before; absent for "add". */
  readonly before?: PropertyValue;
  /** The value after; absent for "delete". */
  readonly after?: PropertyValue;
}

/**
 * What differs between the inputs of two runs, down to the single property. Something that is new
 * or gone as a whole is one difference. A value that is not known yet counts as changed.
 */
export function differences(before: PropertyMap, after: PropertyMap): Difference[] {
  return inMap([], before, after);
}

function inMap(path: PropertyPath, before: PropertyMap, after: PropertyMap): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => between([...path, name], before[name], after[name]));
}

function inList(path: PropertyPath, before: PropertyValue[], after: PropertyValue[]): Difference[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) =>
    between([...path, index], before[index], after[index]),
  ).flat();
}

function between(
  path: PropertyPath,
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
): Difference[] {
  if (before === undefined) return after === undefined ? [] : [{ path, kind: "add", after }];
  if (after === undefined) return [{ path, kind: "delete", before }];
  if (isPropertyMap(before) && isPropertyMap(after)) return inMap(path, before, after);
  if (Array.isArray(before) && Array.isArray(after)) return inList(path, before, after);
  if (!(after instanceof Unknown) && equal(before, after)) return [];
  return [{ path, kind: "update", before, after }];
}
