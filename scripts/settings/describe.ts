import type { ConfigKey, Setting } from "../../components/args/setting";
import { allowedFor } from "../../components/args/allowed";

/** A key of a stack's configuration. */
export interface DescribedKey {
  readonly key: string;
  readonly setting: Setting;
  readonly description: string;
  /** As JSON or text; `undefined` where there is none. */
  readonly default: string | undefined;
}

/** All keys that set one value; those of objects are the first part of their path (`objectKeys`). */
export function describedKeys(settings: readonly Setting[]): DescribedKey[] {
  return settings.flatMap((setting) =>
    (setting.config ?? []).map((config: ConfigKey) => ({
      key: config.key,
      setting,
      description: config.description ?? setting.description,
      default: defaultOf(setting, config.entry),
    })),
  );
}

/** The settings that have no key of their own: they are set in the object that they are a part of. */
export function partsAlone(settings: readonly Setting[]): DescribedKey[] {
  return settings
    .filter(({ kind, config }) => kind !== "object" && config === undefined)
    .map((setting) => ({
      key: setting.property,
      setting,
      description: setting.description,
      default: defaultOf(setting),
    }));
}

/** The keys that take an object. */
export function objectKeys(settings: readonly Setting[]): Setting[] {
  return settings.filter(({ property, kind }) => kind === "object" && !property.includes("."));
}

/** The value that a key has when it is unset, as one writes it. */
function defaultOf({ default: value, required }: Setting, entry?: string): string | undefined {
  if (required === true || value === undefined) {
    return undefined;
  }
  const own = entry === undefined ? value : (value as Record<string, unknown>)[entry];
  return typeof own === "string" ? own : JSON.stringify(own);
}

/** All that there is to say of a key beside its description: a list of sentences. */
export function notesOn({ setting, default: value }: DescribedKey): string[] {
  const { platform, onlyWith, whenUnset, secret } = setting;
  return [
    ...(isLimited(setting) ? [`Allowed: ${allowedFor(setting)}.`] : []),
    ...(secret === true ? ["Set it with --secret."] : []),
    ...(platform === undefined ? [] : [`Only on ${platform}.`]),
    ...(onlyWith === undefined
      ? []
      : [`Only with ${[onlyWith.property, onlyWith.values.join(" or ")].join(" ").trim()}.`]),
    ...(whenUnset === undefined ? [] : [`Default: ${whenUnset}.`]),
    ...(value === undefined || value === "{}" ? [] : [`Default: ${value}.`]),
  ];
}

/** Whether there is more to say of what a setting accepts than its kind. */
function isLimited({ kind, format, values, allowed, secret }: Setting): boolean {
  const isText = kind === "text" && (format ?? values ?? allowed) !== undefined;
  return (isText || kind === "number") && secret !== true;
}
