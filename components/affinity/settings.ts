import { type SameSite, sameSites } from "./affinity";
import type { Application } from "./application";
import { type Refusal, refuse, type Setting } from "./setting";
import type { Exposure } from "./exposure";

/** A native setting whose value is the value itself. `absent` is what the controller does without it. */
export function text(
  key: string,
  absent?: (exposure: Exposure) => string | undefined,
): Setting<string> {
  return {
    settable: true,
    write: (value) => ({ [key]: value }),
    read: (native, exposure) => native[key] ?? absent?.(exposure),
  };
}

/** A lifetime as a number of seconds, between its first and last unit: `60` or `60s`. */
export function seconds(key: string, unit = ""): Setting<number> {
  return {
    settable: true,
    write: (value) => ({ [key]: `${value}${unit}` }),
    read: (native) => {
      const given = native[key];
      const value = Number(given?.endsWith(unit) ? given.slice(0, given.length - unit.length) : "");
      return Number.isSafeInteger(value) && value > 0 ? value : undefined;
    },
  };
}

/** Within a controller's own limits. */
export function within(
  setting: Setting<number>,
  title: string,
  least: number,
  most: number,
): Setting<number> {
  return {
    ...setting,
    write: (value, application) =>
      value >= least && value <= most
        ? setting.write(value, application)
        : refuse(
            `${title} gives its cookie a lifetime of ${least} to ${most} seconds`,
            `${least} to ${most}`,
            String(most),
          ),
  };
}

/** A text that the controller takes if the whole of it matches; else it refuses, changes or drops it. */
export function matching(
  setting: Setting<string>,
  pattern: RegExp,
  refused: string,
  allowed: string,
  example: string,
): Setting<string> {
  return unless(setting, (value) =>
    pattern.test(value) ? undefined : refuse(refused, allowed, example),
  );
}

/** A `SameSite` in the case that the controller writes it in. */
export function sameSite(
  key: string,
  inCase: (value: SameSite) => string = (value) => value,
): Setting<SameSite> {
  return {
    settable: true,
    write: (value) => ({ [key]: inCase(value) }),
    read: (native) => sameSites.find((value) => value.toLowerCase() === native[key]?.toLowerCase()),
  };
}

/** A native setting that is `true` or `false`. `absent` is what the controller does without it. */
export function flag(key: string, absent: boolean): Setting<boolean> {
  return {
    settable: true,
    write: (value) => ({ [key]: String(value) }),
    read: (native) => (native[key] === undefined ? absent : native[key] === "true"),
  };
}

/** A native setting that is there or not. */
export function presence(key: string): Setting<boolean> {
  return {
    settable: true,
    write: (value): Record<string, string> => (value ? { [key]: "" } : {}),
    read: (native) => key in native,
  };
}

/**
 * What the controller always does in one way; `why` is a sentence that says so. A description may ask
 * for that way, for no other.
 */
export function fixed<Value extends string | number | boolean>(
  value: Value | ((exposure: Exposure) => Value),
  why: string,
): Setting<Value> {
  const valueFor = (exposure: Exposure) => (typeof value === "function" ? value(exposure) : value);
  return {
    settable: false,
    write: (asked, { exposure }) =>
      asked === valueFor(exposure) ? {} : refuse(why, `${String(valueFor(exposure))}, or unset`),
    read: (_words, exposure) => valueFor(exposure),
    whenUnset: { value: ({ exposure }) => valueFor(exposure), why },
  };
}

/** What cannot be set, and of which nothing is known or nothing is there; `why` is a sentence that says so. */
export function unsupported<Value>(why: string): Setting<Value> {
  return {
    settable: false,
    write: () => refuse(why, "unset"),
    read: () => undefined,
    whenUnset: { value: () => undefined, why },
  };
}

/** A setting that some values or exposures are refused for. */
export function unless<Value>(
  setting: Setting<Value>,
  refusalOf: (value: Value, application: Application) => Refusal | undefined,
): Setting<Value> {
  return {
    ...setting,
    write: (value, application) =>
      refusalOf(value, application) ?? setting.write(value, application),
  };
}
