/** The property that a property belongs to; "" for one of the arguments themselves. */
export function parentOf(property: string): string {
  return property.slice(0, Math.max(0, property.lastIndexOf(".")));
}

/** The name of a property in the object that it is a part of. */
export function nameOf(property: string): string {
  return property.slice(property.lastIndexOf(".") + 1);
}

/** The path of a part of a property. */
export function partOf(property: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) {
    return `${property}[${JSON.stringify(key)}]`;
  }
  return property === "" ? key : `${property}.${key}`;
}

/** Whether a path is the one of a property or of a part of it. */
export function isWithin(path: string, property: string): boolean {
  return path === property || path.startsWith(`${property}.`) || path.startsWith(`${property}[`);
}

/** The value of a property by its path; `undefined` if there is none. */
export function getProperty(source: unknown, property: string): unknown {
  return property === ""
    ? source
    : property
        .split(".")
        .reduce<unknown>(
          (value, step) =>
            isPlainObject(value) && Object.hasOwn(value, step) ? value[step] : undefined,
          source,
        );
}

/** Sets a property by its path, making what leads to it. */
export function setProperty(
  target: Record<string, unknown>,
  property: string,
  value: unknown,
): void {
  const steps = property.split(".");
  const last = steps.pop() ?? property;
  let parent = target;
  for (const step of steps) {
    parent = (parent[step] ??= {}) as Record<string, unknown>;
  }
  parent[last] = value;
}

/** Whether a value is an object that is written as such, no list, promise, class or output. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // One from another realm, such as a test's, has a prototype that is not ours.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
