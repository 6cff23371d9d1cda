import type { Setting } from "../args/setting";
import { argsSettings, programSettings } from "../args/settings.generated";
import { isWithin, parentOf } from "../args/paths";

/** What a key of a stack's configuration sets. */
export interface KeyTarget {
  readonly setting: Setting;
  /** Its path, with the entry of a map where the key sets one. */
  readonly property: string;
}

/** The keys that set one value each. */
export const flatKeys: ReadonlyMap<string, KeyTarget> = new Map(
  [...programSettings, ...argsSettings].flatMap((setting) =>
    (setting.config ?? []).map(({ key, entry }) => {
      const property = entry === undefined ? setting.property : `${setting.property}.${entry}`;
      return [key, { setting, property }] as const;
    }),
  ),
);

/** The keys that set an object; some set one value of it as well. */
export const objectKeys: ReadonlyMap<string, Setting> = new Map(
  argsSettings
    .filter(({ property, kind }) => kind === "object" && !property.includes("."))
    .map((setting) => [setting.property, setting]),
);

/** Every key. */
export const configKeys: readonly string[] = [
  ...new Set([...flatKeys.keys(), ...objectKeys.keys()]),
];

/** The flat key of a property, or of the list or map that it is a part of, with the rest of its path. */
export function flatKeyOf(property: string): { key: string; rest: string } | undefined {
  const found = [...flatKeys]
    .filter(([, target]) => isWithin(property, target.property))
    // The nearest: `cpuRequest` before a key of all requests.
    .toSorted(([, one], [, other]) => other.property.length - one.property.length);
  const [key, target] = found[0] ?? [];
  return key === undefined || target === undefined
    ? undefined
    : { key, rest: property.slice(target.property.length) };
}

/** The setting of a property, or the list or map that it is a part of. */
export function settingOf(property: string): Setting | undefined {
  return [...programSettings, ...argsSettings].findLast((setting) =>
    isWithin(property, setting.property),
  );
}

/** The settings that are parts of an object. */
export function partsOf(property: string): readonly Setting[] {
  return argsSettings.filter(
    (setting) => setting.property !== property && parentOf(setting.property) === property,
  );
}
