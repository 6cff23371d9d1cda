import { isPlainObject, setProperty } from "../args/paths";
import type { Setting } from "../args/setting";
import { partsOf } from "./configKeys";

/**
 * The value of a key's text. What is no such value is handed on as it is, for the check of all arguments to refuse.
 */
export function parseText({ kind }: Setting, text: string): unknown {
  switch (kind) {
    case "text":
      return text;
    case "number":
      return parseNumber(text);
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "list":
    case "variables":
      return parseJson(text, isExact) ?? text;
    case "map":
    case "object":
    case "objects":
      return parseJson(text) ?? text;
    case "manifest":
      // Kubernetes tells numbers from texts.
      return parseJson(text, () => false) ?? text;
  }
}

/** A value in an object of the stack's file, by the settings of that object. */
export function parsePart(setting: Setting, value: unknown): unknown {
  switch (setting.kind) {
    case "text":
      // YAML makes a boolean of a text that looks like one; what was written is what is meant.
      return typeof value === "boolean" ? String(value) : value;
    case "number":
      return typeof value === "string" ? parseNumber(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
      return Array.isArray(value) ? value.map(asText) : value;
    case "map":
    case "variables":
      return isPlainObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asText(entry)]))
        : value;
    case "object":
      return isPlainObject(value) ? parseObject(setting.property, value) : value;
    case "objects":
      return Array.isArray(value)
        ? value.map((item: unknown) =>
            isPlainObject(item) ? parseObject(`${setting.property}[]`, item) : item,
          )
        : value;
    case "manifest":
      return value;
  }
}

function parseObject(property: string, value: Record<string, unknown>): unknown {
  const parsed: Record<string, unknown> = { ...value };
  for (const part of partsOf(property)) {
    const name = part.property.slice(property.length + 1);
    if (parsed[name] !== undefined) {
      setProperty(parsed, name, parsePart(part, parsed[name]));
    }
  }
  return parsed;
}

function asText(value: unknown): unknown {
  return typeof value === "boolean" ? String(value) : value;
}

function parseNumber(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Whether the engine hands a number on digit by digit: it reads whole numbers of 64 bits, and makes 1.1 of 1.10. */
function isExact(number: string): boolean {
  return /^-?\d+$/.test(number) && BigInt(number) >= -(2n ** 63n) && BigInt(number) < 2n ** 64n;
}

/**
 * A JSON text with its numbers as texts, as they are written: an id of 20 digits is no number to calculate with.
 * `undefined` if it is no JSON.
 *
 * @param asText which numbers @default - all
 */
function parseJson(json: string, asText: (number: string) => boolean = () => true): unknown {
  const withTexts = json.replaceAll(
    /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token) => (token.startsWith('"') || !asText(token) ? token : `"${token}"`),
  );
  try {
    return JSON.parse(withTexts) as unknown;
  } catch {
    return undefined;
  }
}
