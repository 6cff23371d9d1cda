import type { Problem } from "../affinity/problem";
import { isVariableValue } from "./checkValue";
import { isPlainObject, partOf } from "./paths";
import type { Setting } from "./setting";

/** What a variable is checked with. */
export interface VariableCheck {
  readonly refuse: (problem: Problem) => void;
  /** A value that is no list, map or object; `undefined` if it is refused. */
  readonly item: (setting: Setting, path: string, value: unknown) => unknown;
}

const referenceAllowed =
  "{secret: NAME, key: KEY} or {configMap: NAME, key: KEY}, or the same as {secretKeyRef: {name: NAME, key: KEY}} or {configMapKeyRef: {name: NAME, key: KEY}}";

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
  const [only, ...others] = Object.keys(given);
  const spelled = only === "secretKeyRef" || only === "configMapKeyRef";
  const parts = spelled ? given[only] : given;
  const names = spelled ? ["name", "key"] : ["secret" in given ? "secret" : "configMap", "key"];
  const isReference =
    (!spelled || others.length === 0) &&
    isPlainObject(parts) &&
    Object.keys(parts).toSorted().join() === names.toSorted().join();
  if (!isReference) {
    check.refuse({ setting: path, got: given, allowed: referenceAllowed, example: null });
    return undefined;
  }
  const place = spelled ? partOf(path, only) : path;
  const checked = Object.fromEntries(
    names.map((name) => [
      name,
      check.item(partSetting(place, name), partOf(place, name), parts[name]),
    ]),
  );
  return spelled ? { [only]: checked } : checked;
}

/** A part of a reference, as the table of settings would have it. */
function partSetting(path: string, name: string): Setting {
  return {
    property: partOf(path, name),
    kind: "text",
    input: true,
    required: true,
    description: "",
    format: name === "key" ? "dataKey" : "objectName",
  };
}
