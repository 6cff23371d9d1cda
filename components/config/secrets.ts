import * as pulumi from "@pulumi/pulumi";
import { isPlainObject, isWithin } from "../args/paths";
import type { Setting } from "../args/setting";
import { argsSettings } from "../args/settings.generated";

/** Whether the value, or a part of it, was set with `--secret`: the language host lists such keys in this variable. */
export function isSecret(config: pulumi.Config, key: string): boolean {
  const secretKeys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[];
  return secretKeys.includes(`${config.name}:${key}`);
}

/** Whether the value of a setting, or a part of it, is kept secret in what is made of it. */
export function holdsSecrets(setting: Setting): boolean {
  return [setting, ...argsSettings].some(
    ({ property, secret, canBeSecret }) =>
      isWithin(property, setting.property) && (secret ?? canBeSecret ?? false),
  );
}

/**
 * A value of a key that was set with `--secret`, with all of it that can be secret as such. Which part was meant is not
 * known: the engine tells of the key alone.
 */
export function asSecret(setting: Setting, value: unknown): unknown {
  if (setting.kind === "variables" && isPlainObject(value)) {
    return mapped(value, (entry) => (typeof entry === "string" ? pulumi.secret(entry) : entry));
  }
  if (setting.kind === "objects" && Array.isArray(value)) {
    return value.map((item: unknown) =>
      isPlainObject(item)
        ? mapped(item, (part, name) => {
            const place = `${setting.property}[].${name}`;
            const own = argsSettings.find(({ property }) => property === place);
            return own?.canBeSecret === true && typeof part === "string"
              ? pulumi.secret(part)
              : part;
          })
        : item,
    );
  }
  return value;
}

function mapped(
  object: Record<string, unknown>,
  change: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, change(value, name)]),
  );
}
