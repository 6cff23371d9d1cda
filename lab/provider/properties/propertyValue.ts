/** Stands for a value that is only known once another resource has been made. */
export class Unknown {
  private readonly kind = "unknown";
  toString(): string {
    return `<${this.kind}>`;
  }
}

/** The one instance of {@link Unknown}. */
export const unknown = new Unknown();

/** A value that the engine encrypts in its state and hides in its output. */
export class Secret {
  constructor(readonly value: PropertyValue) {}
}

/** A resource's property, as engine and plugin exchange it. */
export type PropertyValue =
  null | boolean | number | string | Unknown | Secret | PropertyValue[] | PropertyMap;

/** Properties by name. */
export interface PropertyMap {
  [name: string]: PropertyValue;
}

/** True for a map of properties; false for lists, secrets, unknowns and scalars. */
export function isPropertyMap(value: PropertyValue | undefined): value is PropertyMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Secret) &&
    !(value instanceof Unknown)
  );
}

/** Copies `map`, passing every value through `convert`. */
export function mapValues(
  map: PropertyMap,
  convert: (value: PropertyValue, name: string) => PropertyValue,
): PropertyMap {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, convert(value, name)]),
  );
}

/** The same properties with every secret replaced by its content. */
export function reveal(map: PropertyMap): PropertyMap {
  return mapValues(map, revealValue);
}

function revealValue(value: PropertyValue): PropertyValue {
  if (value instanceof Secret) return revealValue(value.value);
  if (Array.isArray(value)) return value.map(revealValue);
  return isPropertyMap(value) ? reveal(value) : value;
}

/** True if `value` is, or holds at any depth, an instance of `type`. */
export function contains(value: PropertyValue, type: typeof Secret | typeof Unknown): boolean {
  if (value instanceof type) return true;
  if (value instanceof Secret) return contains(value.value, type);
  if (Array.isArray(value)) return value.some((item) => contains(item, type));
  return isPropertyMap(value) && Object.values(value).some((item) => contains(item, type));
}

/** A value as text: scalars as they are, anything else as JSON. */
export function textOf(value: PropertyValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Compares two values by content; the order of names in a map does not matter. */
export function equal(left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
  if (left === right) return true;
  if (left instanceof Secret && right instanceof Secret) return equal(left.value, right.value);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (!isPropertyMap(left) || !isPropertyMap(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]))
  );
}
