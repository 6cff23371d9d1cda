import {
  isPropertyMap,
  mapValues,
  type PropertyMap,
  type PropertyValue,
} from "../properties/propertyValue";

/** A Kubernetes object: as the program wants it (it may hold unknowns) or as the API server returned it. */
export type KubernetesObject = PropertyMap;

type Path = readonly (string | number)[];

/** The value at `path`, or undefined where the path leads nowhere. */
export function valueAt(
  object: PropertyValue | undefined,
  ...path: Path
): PropertyValue | undefined {
  let value = object;
  for (const step of path) {
    if (typeof step === "number") value = Array.isArray(value) ? value[step] : undefined;
    else value = isPropertyMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** The text at `path`; undefined if there is none, or something else. */
export function stringAt(object: PropertyValue | undefined, ...path: Path): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "string" ? value : undefined;
}

/** The number at `path`; undefined if there is none, or something else. */
export function numberAt(object: PropertyValue | undefined, ...path: Path): number | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "number" ? value : undefined;
}

/** The list at `path`; empty if there is none, or something else. */
export function listAt(object: PropertyValue | undefined, ...path: Path): PropertyValue[] {
  const value = valueAt(object, ...path);
  return Array.isArray(value) ? value : [];
}

/** The map at `path`; empty if there is none, or something else. */
export function mapAt(object: PropertyValue | undefined, ...path: Path): PropertyMap {
  const value = valueAt(object, ...path);
  return isPropertyMap(value) ? value : {};
}

/** A copy of `map` in which the value at `path` is `value`, or is absent if that is undefined. */
export function withValueAt(
  map: PropertyMap,
  path: readonly string[],
  value: PropertyValue | undefined,
): PropertyMap {
  const [name, ...rest] = path;
  if (name === undefined) return map;
  if (rest.length > 0) {
    if (value === undefined && !isPropertyMap(map[name])) return map;
    return { ...map, [name]: withValueAt(mapAt(map, name), rest, value) };
  }
  if (value !== undefined) return { ...map, [name]: value };
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));
}

/** `metadata.name`, or an empty text. */
export function nameOf(object: KubernetesObject): string {
  return stringAt(object, "metadata", "name") ?? "";
}

/** `metadata.namespace`, or an empty text. */
export function namespaceOf(object: KubernetesObject): string {
  return stringAt(object, "metadata", "namespace") ?? "";
}

/** The name that Pulumi knows an object by: `namespace/name`, or `name` where there is no namespace. */
export function idOf(object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return namespace === "" ? nameOf(object) : `${namespace}/${nameOf(object)}`;
}

/** Takes an id of {@link idOf} apart; the namespace of `name` alone is empty. */
export function parseId(id: string): { namespace: string; name: string } {
  const [first = "", second] = id.split("/");
  return second === undefined ? { namespace: "", name: first } : { namespace: first, name: second };
}

/** A copy without the map entries that are null: the API server drops them too. */
export function withoutNulls(map: PropertyMap): PropertyMap {
  const kept = Object.entries(map).filter(([, value]) => value !== null);
  return mapValues(Object.fromEntries(kept), pruneNulls);
}

function pruneNulls(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(pruneNulls);
  return isPropertyMap(value) ? withoutNulls(value) : value;
}
