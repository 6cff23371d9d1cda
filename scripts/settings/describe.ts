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
    (setting.config ?? []).map((config) => ({
      key: config.key,
      setting,
      description: config.description ?? setting.description,
      default: defaultOf(setting, config),
    })),
  );
}

/** The keys that take an object. */
export function objectKeys(settings: readonly Setting[]): Setting[] {
  return settings.filter(({ property, kind }) => kind === "object" && !property.includes("."));
}

/** The value that a key has when it is unset, as one writes it. */
function defaultOf(
  { default: value, required }: Setting,
  { entry }: ConfigKey,
): string | undefined {
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
    ...(["text", "number"].includes(setting.kind) && setting.secret !== true
      ? [`Allowed: ${allowedFor(setting)}.`]
      : []),
    ...(secret === true ? ["Set it with --secret."] : []),
    ...(platform === undefined ? [] : [`Only on ${platform}.`]),
    ...(onlyWith === undefined
      ? []
      : [`Only with ${[onlyWith.property, onlyWith.values.join(" or ")].join(" ").trim()}.`]),
    ...(whenUnset === undefined ? [] : [`Default: ${whenUnset}.`]),
    ...(value === undefined || value === "{}" ? [] : [`Default: ${value}.`]),
  ];
}
