import * as pulumi from "@pulumi/pulumi";

const longest = 200;

/**
 * A value as a message shows it, whatever it is: as JSON, so that blanks and an empty text can be seen, and without
 * characters that would act on a terminal.
 */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "nothing";
    case "number":
    case "boolean":
      return String(value);
    case "bigint":
      return `the BigInt ${value}`;
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "string":
      return printable(JSON.stringify(shorten(value)));
    case "object":
      return describeObject(value);
  }
}

function describeObject(value: object | null): string {
  if (pulumi.Output.isInstance(value)) {
    return "an Output";
  }
  if (isPromise(value)) {
    return "a promise";
  }
  try {
    return printable(shorten(JSON.stringify(value)));
  } catch {
    return Array.isArray(value) ? "a list" : "an object";
  }
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}

/** The text with control characters, and those that reorder a line, written as escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
