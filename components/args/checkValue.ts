import type { Problem } from "../affinity/problem";
import { allowedFor } from "./allowed";
import { type Format, type FormatName, formats } from "./formats";
import { isPrivate } from "./pem";
import type { Setting } from "./setting";

/** What is wrong with the value of a setting that is no list, map or object; `undefined` if nothing is. */
export function problemOf(setting: Setting, path: string, value: unknown): Problem | undefined {
  const { kind, reason } = setting;
  if (isRight(setting, value)) {
    return undefined;
  }
  const format = typeof value === "string" ? formatOf(setting.format) : undefined;
  const why = format?.describe?.(String(value)) ?? reason ?? format?.reason;
  return {
    setting: path,
    ...(value !== undefined && { got: isHidden(setting, value) ? "[secret]" : value }),
    ...(why !== undefined && { reason: why }),
    allowed: kind === "list" || kind === "map" ? itemsAllowed(setting) : allowedFor(setting),
    example: format?.suggest?.(String(value)) ?? insteadOf(setting, value),
  };
}

/** The value that is meant by one that is refused, where that can be known: a default would be another than the user's. */
function insteadOf(setting: Setting, value: unknown): string {
  const { kind, values } = setting;
  if (values !== undefined) {
    const given = String(value).trim().toLowerCase();
    return values.find((known) => known.toLowerCase() === given) ?? exampleFor(setting);
  }
  return value === undefined || kind === "boolean" ? exampleFor(setting) : placeholderFor(setting);
}

/** Whether no message may show a value: it is secret, or a key that was given in the wrong place. */
function isHidden({ secret }: Setting, value: unknown): boolean {
  return secret === true || (typeof value === "string" && isPrivate(value));
}

function isRight({ kind, values, minimum, maximum, format }: Setting, value: unknown): boolean {
  switch (kind) {
    case "number":
      return (
        typeof value === "number" &&
        Number.isSafeInteger(value) &&
        value >= (minimum ?? 0) &&
        value <= (maximum ?? value)
      );
    case "boolean":
      return typeof value === "boolean";
    case "text":
    case "list":
    case "map":
      return (
        typeof value === "string" &&
        (values?.includes(value) ?? true) &&
        (formatOf(format)?.matches(value) ?? true)
      );
    case "variables":
      return isVariableValue(value);
    case "object":
    case "objects":
    case "manifest":
      return false;
  }
}

/** Whether a value is one that a variable gets as it is written: not every number is (1.10 is 1.1 to YAML). */
export function isVariableValue(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value);
}

export function formatOf(name: FormatName | undefined): Format | undefined {
  return name && formats[name];
}

/** What each item of a list and each value of a map may be. */
function itemsAllowed({ values, format }: Setting): string {
  return values?.join(", ") ?? formatOf(format)?.allowed ?? "text";
}

/**
 * A value for the command that fixes a setting: one of its values, or its default. Where the right value cannot be
 * known it is a placeholder.
 */
export function exampleFor(setting: Setting): string {
  const { kind, default: value, values, example = "" } = setting;
  if (kind === "boolean") {
    return "<true or false>";
  }
  const known = values?.includes(example) === true ? example : (value ?? values?.[0]);
  return typeof known === "string" || typeof known === "number"
    ? String(known)
    : placeholderFor(setting);
}

function placeholderFor({ property }: Setting): string {
  return `<${property.split(".").at(-1) ?? property}>`;
}
