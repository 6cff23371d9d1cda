import type { Problem } from "../affinity/problem";
import { allowedFor } from "./allowed";
import { exampleFor, formatOf } from "./checkValue";
import { nearest } from "./nearest";
import { isPlainObject, nameOf, partOf } from "./paths";
import type { ComponentName, Setting } from "./setting";

/** The refusal of an argument that is missing. */
export function missingValue(setting: Setting, path: string): Problem {
  const { reason } = setting;
  return {
    setting: path,
    ...(reason !== undefined && { reason }),
    allowed: allowedFor(setting),
    example: exampleFor(setting),
  };
}

/** The refusal of an output or a promise where objects and checks depend on the value. */
export function lateValue(
  setting: Setting,
  path: string,
  got: unknown,
  component: ComponentName,
): Problem {
  const name = nameOf(setting.property);
  return {
    setting: path,
    got,
    reason: "it has to be known before anything is made",
    allowed:
      path === setting.property
        ? allowedFor(setting)
        : (formatOf(setting.format)?.allowed ?? "text"),
    fix: `await stackReference.getOutputValue(...) for it, or output.apply((${name}) => new ${component}(...))`,
  };
}

/** The refusal of a value of another kind: a text in place of a list, say. */
export function wrongKind(setting: Setting, path: string, got: unknown): Problem {
  return {
    setting: path,
    got: setting.secret === true ? "[secret]" : got,
    allowed: allowedFor(setting),
    example: null,
  };
}

/** The refusal of an item of a list or of an entry of a map, whose example is that of the entry. */
export function wrongPart(setting: Setting, path: string, problem: Problem): Problem {
  return { ...problem, example: entryExample(setting, path) };
}

/** The refusals of what an object has beside its settings. */
export function unknownSettings(
  path: string,
  given: Record<string, unknown>,
  settings: readonly Setting[],
  component: ComponentName,
): Problem[] {
  const names = settings.map(({ property }) => nameOf(property));
  return Object.entries(given)
    .filter(([name, value]) => value !== undefined && !names.includes(name))
    .map(([name, value]) => ({
      setting: partOf(path, name),
      got: value,
      reason: "there is no such setting",
      allowed:
        path === "" && name === "transform"
          ? `an option beside the arguments: new ${component}(name, args, { transform })`
          : (nearest(name, names) ?? names.join(", ")),
      example: null,
    }));
}

/** The default of an entry of a map that has one. */
function entryExample({ property, default: value }: Setting, path: string): string | null {
  const own = isPlainObject(value) ? value[path.slice(property.length + 1)] : undefined;
  return typeof own === "string" ? own : null;
}
