import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../affinity/problem";
import { nearest } from "../args/nearest";
import { argsSettings } from "../args/settings.generated";
import { configKeys, flatKeys, objectKeys } from "./configKeys";
import { keyOf } from "./configSource";
import { holdsSecrets, isSecret } from "./secrets";

/** Where a property was set: its key, with the path in the key's object. */
type Places = ReadonlyMap<string, string>;

/** The engine lets keys pass that Pulumi.yaml does not declare, so a misspelt one would be silently ignored. */
export function unknownKeys(config: pulumi.Config): Problem[] {
  const prefix = `${config.name}:`;
  return Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !configKeys.includes(key))
    .map((key) => ({
      setting: key,
      got: config.get(key),
      reason: "there is no such key",
      allowed: nearest(key, configKeys) ?? configKeys.join(", "),
      example: null,
    }));
}

/** Secrets that were set without --secret. */
export function plainSecrets(config: pulumi.Config, places: Places): Problem[] {
  return argsSettings.flatMap(({ property, secret }) => {
    const place = secret === true ? places.get(property) : undefined;
    return place === undefined || isSecret(config, keyOf(place))
      ? []
      : [
          {
            setting: property,
            got: "[secret]",
            reason: "it stands in plain text in the stack's configuration file",
            allowed: "a secret",
            example: "",
          },
        ];
  });
}

/** What is written in plain text on an object must not look as if it were kept secret. */
export function secretPlainValues(config: pulumi.Config, places: Places): Problem[] {
  return configKeys.flatMap((key) => {
    const setting = flatKeys.get(key)?.setting ?? objectKeys.get(key);
    const isMeantSecret = isSecret(config, key) && config.get(key) !== "";
    if (setting === undefined || !isMeantSecret || holdsSecrets(setting)) {
      return [];
    }
    const isObject = objectKeys.has(key) && places.get(key) === key;
    return [
      {
        setting: isObject ? key : (flatKeys.get(key)?.property ?? key),
        got: "[secret]",
        reason: "it is set with --secret, and stands in plain text in what is made of it",
        allowed: "set without --secret",
        example: isObject ? null : `<${key}>`,
      },
    ];
  });
}
