/** Where a property is: names of map entries and positions in lists. "*" stands for every one of them. */
export type PropertyPath = readonly (string | number)[];

/** Writes a path as the engine does: `spec.containers[0].image`, `metadata.annotations["a.b/c"]`. */
export function formatPath(path: PropertyPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/**
 * Reads a path as programs write it for `ignoreChanges`.
 * @throws Error if it is malformed.
 */
export function parsePath(text: string): PropertyPath {
  const step = /^\.?(?:\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]"]+))/;
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== "") {
    const match = step.exec(rest);
    if (match === null) throw new Error(`"${text}" is not a property path: it fails at "${rest}"`);
    const [whole, quoted, index, name] = match;
    if (index !== undefined) path.push(index === "*" ? "*" : Number(index));
    else path.push(quoted?.replaceAll('\\"', '"') ?? name ?? "");
    rest = rest.slice(whole.length);
  }
  return path;
}

/** True if `path` is at, or below, what `prefix` points to. */
export function startsWith(path: PropertyPath, prefix: PropertyPath): boolean {
  return (
    prefix.length <= path.length &&
    prefix.every((step, index) => step === "*" || step === path[index])
  );
}
