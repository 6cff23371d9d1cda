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
    case "map":
    case "object":
      return parseJson(text) ?? text;
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
      return isPlainObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asText(entry)]))
        : value;
    case "object":
      return isPlainObject(value) ? parseObject(setting, value) : value;
  }
}

function parseObject({ property }: Setting, value: Record<string, unknown>): unknown {
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

/**
 * A JSON text with its numbers as they are written: a version such as 1.10 or an id of 20 digits is no number to
 * calculate with. `undefined` if it is no JSON.
 */
function parseJson(json: string): unknown {
  const withTexts = json.replaceAll(
    /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token) => (token.startsWith('"') ? token : `"${token}"`),
  );
  try {
    return JSON.parse(withTexts) as unknown;
  } catch {
    return undefined;
  }
}
