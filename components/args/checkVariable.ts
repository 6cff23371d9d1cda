import type { Problem } from "../affinity/problem";
import { isVariableValue } from "./checkValue";
import type { FormatName } from "./formats";
import { isPlainObject, partOf } from "./paths";
import type { Setting } from "./setting";

/** What a variable is checked with. */
export interface VariableCheck {
  readonly refuse: (problem: Problem) => void;
  /** A value that is no list, map or object; `undefined` if it is refused. */
  readonly item: (setting: Setting, path: string, value: unknown) => unknown;
}

const referenceAllowed =
  "{secret: NAME, key: KEY} or {configMap: NAME, key: KEY}, or as Kubernetes has it, {secretKeyRef: {name: NAME, key: KEY}}, {configMapKeyRef: {name: NAME, key: KEY}} or {fieldRef: {fieldPath: PATH}}";

/** The parts of each reference, and what each may be. */
const references = {
  secret: { secret: "objectName", key: "dataKey" },
  configMap: { configMap: "objectName", key: "dataKey" },
  secretKeyRef: { name: "objectName", key: "dataKey" },
  configMapKeyRef: { name: "objectName", key: "dataKey" },
  fieldRef: { fieldPath: "podField" },
} as const satisfies Record<string, Readonly<Record<string, FormatName>>>;

/** An environment variable whose value or reference is right; `undefined` if it is refused. */
export function checkVariable(
  setting: Setting,
  path: string,
  value: unknown,
  check: VariableCheck,
): unknown {
  if (isPlainObject(value)) {
    return checkReference(path, value, check);
  }
  if (typeof value === "number" && !isVariableValue(value)) {
    check.refuse({
      setting: path,
      got: value,
      reason: "such a number does not keep its text: 1.10 arrives as 1.1, and a long one rounded",
      allowed: 'a text, so quote it: "1.10"',
      example: "<value>",
    });
    return undefined;
  }
  // No value at all is as wrong as one of another kind.
  return check.item({ ...setting, required: true }, path, value);
}

function checkReference(
  path: string,
  given: Record<string, unknown>,
  check: VariableCheck,
): unknown {
  if (isPlainObject(given.valueFrom) && Object.keys(given).length === 1) {
    return checkReference(partOf(path, "valueFrom"), given.valueFrom, check);
  }
  const [only, ...others] = Object.keys(given);
  const spelled = only !== undefined && only in references && isPlainObject(given[only]);
  const kind = spelled ? only : ["secret", "configMap"].find((name) => name in given);
  const parts = spelled ? given[only] : given;
  if (kind === undefined || !isPlainObject(parts) || (spelled && others.length > 0)) {
    return refuseReference(path, given, check);
  }
  const { optional, ...named } = parts;
  const formats: Readonly<Record<string, FormatName>> = references[kind as keyof typeof references];
  const names = Object.keys(formats);
  const mayMiss = kind !== "fieldRef";
  if (
    Object.keys(named).toSorted().join() !== names.toSorted().join() ||
    (optional !== undefined && !mayMiss)
  ) {
    return refuseReference(path, given, check);
  }
  const place = spelled ? partOf(path, kind) : path;
  const checked = Object.fromEntries([
    ...names.map((name) => [
      name,
      check.item(partSetting(place, name, formats[name]), partOf(place, name), named[name]),
    ]),
    ...(optional === undefined
      ? []
      : [["optional", check.item(isOptional(place), partOf(place, "optional"), optional)]]),
  ]) as unknown;
  return spelled ? { [kind]: checked } : checked;
}

function refuseReference(
  path: string,
  got: Record<string, unknown>,
  check: VariableCheck,
): unknown {
  check.refuse({ setting: path, got, allowed: referenceAllowed, example: null });
  return undefined;
}

/** A part of a reference, as the table of settings would have it. */
function partSetting(path: string, name: string, format: FormatName | undefined): Setting {
  return {
    property: partOf(path, name),
    ...{ kind: "text", input: true, required: true, description: "" },
    ...(format && { format }),
  };
}

function isOptional(path: string): Setting {
  return {
    property: partOf(path, "optional"),
    ...{ kind: "boolean", input: true, required: true, description: "" },
  };
}
