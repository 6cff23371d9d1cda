import type { Problem } from "../affinity/problem";
import type { ValueKind } from "./configKeys";

/** What a kind of value looks like, where its text alone can be wrong. Wrong numbers are left to the checks of their range. */
export const expected = {
  text: { allowed: "text", example: null },
  secret: { allowed: "a secret", example: "" },
  number: { allowed: "a number", example: null },
  boolean: { allowed: "true, false", example: null },
  list: { allowed: 'a list of texts, such as ["/tmp"]', example: null },
  map: { allowed: "texts by name", example: null },
} as const satisfies Record<ValueKind, Pick<Problem, "allowed" | "example">>;

/** The value of a text, or `undefined` if it is no such value; a number that is none is `NaN`. */
export function parseValue(text: string, kind: ValueKind): unknown {
  switch (kind) {
    case "text":
    case "secret":
      return text;
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "list":
    case "map":
      return parseTexts(text, kind);
  }
}

function parseTexts(json: string, kind: "list" | "map"): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) !== (kind === "list")) {
    return undefined;
  }
  // YAML makes numbers and booleans of texts that look like them; what was written is what is meant.
  return Array.isArray(value)
    ? value.map(String)
    : mapValues(value as Record<string, unknown>, String);
}

export function mapValues<From, To>(
  record: Record<string, From>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Sets a property by its path, making what leads to it. */
export function setProperty(
  target: Record<string, unknown>,
  property: string,
  value: unknown,
): void {
  const parents = property.split(".");
  const last = parents.pop() ?? property;
  let parent = target;
  for (const step of parents) {
    parent = (parent[step] ??= {}) as Record<string, unknown>;
  }
  parent[last] = value;
}

/** The value of a property by its path; `undefined` if there is none. */
export function getProperty(source: Record<string, unknown>, property: string): unknown {
  return property
    .split(".")
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      source,
    );
}
