import {
  equal,
  isPropertyMap,
  type PropertyMap,
  type PropertyValue,
} from "../properties/propertyValue";
import { type KubernetesObject, listAt, mapAt, stringAt } from "./kubernetesObject";

/**
 * Fields that the API server has recorded as set by somebody, in its own form `fieldsV1`: `f:name`
 * for a field, `k:{"name":"app"}` for the entry of a list with that key, `v:"text"` for a value in a
 * list. A field without entries below it counts whole.
 */
export type OwnedFields = PropertyMap;

/** Who set which fields of an object. What the API server filled in itself is in neither. */
export interface FieldOwners {
  /** What the program's last update sent, whether or not Pulumi's state knows of it. */
  readonly program: OwnedFields;
  /** What anybody else wrote later, `kubectl edit` for example. */
  readonly others: OwnedFields;
}

/**
 * Reads who set the fields of a live object.
 *
 * @param manager - the name of the program's server-side applies
 * @param creator - the name that the object was created with: the server counts what it filled in
 *   then as that one's too, so that it is left out
 */
export function fieldOwners(live: KubernetesObject, manager: string, creator: string): FieldOwners {
  const entries = listAt(live, "metadata", "managedFields")
    .map((entry) => mapAt(entry))
    // The status, and the number of replicas that an autoscaler writes.
    .filter((entry) => entry.subresource === undefined);
  const isProgram = (entry: PropertyMap): boolean =>
    stringAt(entry, "manager") === manager && stringAt(entry, "operation") === "Apply";
  const isOther = (entry: PropertyMap): boolean =>
    !isProgram(entry) && stringAt(entry, "manager") !== creator;
  return {
    program: union(entries.filter(isProgram)),
    others: union(entries.filter(isOther)),
  };
}

function union(entries: readonly PropertyMap[]): OwnedFields {
  return entries.map((entry) => mapAt(entry, "fieldsV1")).reduce(mergeFields, {});
}

/** The fields of both. */
export function mergeFields(left: OwnedFields, right: OwnedFields): OwnedFields {
  const merged = { ...left };
  for (const [name, value] of Object.entries(right)) {
    const present = merged[name];
    merged[name] =
      isPropertyMap(present) && isPropertyMap(value) ? mergeFields(present, value) : value;
  }
  return merged;
}

/** What is owned of the field `name`; undefined if nothing of it is. */
export function ownedField(fields: OwnedFields | undefined, name: string): OwnedFields | undefined {
  const owned = fields?.[`f:${name}`];
  return isPropertyMap(owned) ? owned : undefined;
}

/** What is owned of an entry of a list; undefined if nothing of it is. */
export function ownedEntry(
  fields: OwnedFields | undefined,
  entry: PropertyValue,
): OwnedFields | undefined {
  for (const [name, owned] of Object.entries(fields ?? {})) {
    if (isPropertyMap(owned) && names(name, entry)) return owned;
  }
  return undefined;
}

/** Whether `k:{...}` or `v:...` means this entry. */
function names(path: string, entry: PropertyValue): boolean {
  const [form, text] = [path.slice(0, 2), path.slice(2)];
  if (form === "v:") return equal(JSON.parse(text) as PropertyValue, entry);
  if (form !== "k:" || !isPropertyMap(entry)) return false;
  const key = Object.entries(JSON.parse(text) as PropertyMap);
  return key.every(([field, value]) => equal(entry[field], value));
}

/** The part of a live value that is owned. */
export function ownedPart(live: PropertyValue, fields: OwnedFields): PropertyValue {
  const isWhole = Object.keys(fields).every((name) => name === ".");
  if (isWhole) return live;
  if (Array.isArray(live)) {
    return live.flatMap((entry) => {
      const owned = ownedEntry(fields, entry);
      return owned === undefined ? [] : [ownedPart(entry, owned)];
    });
  }
  if (!isPropertyMap(live)) return live;
  return Object.fromEntries(
    Object.entries(live).flatMap(([name, value]): [string, PropertyValue][] => {
      const owned = ownedField(fields, name);
      return owned === undefined ? [] : [[name, ownedPart(value, owned)]];
    }),
  );
}
