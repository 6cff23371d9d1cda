import type { Problem } from "../components/affinity/problem";
import { flatKeys, settingOf } from "../components/config/configKeys";
import type { SecretPlace } from "./stackFile";

/** The kinds of values whose parts have names that are needed before anything is made. */
const composed = ["object", "variables", "objects", "map", "list"];

/** A text that passes where the secret would, and is another one for another secret. */
export function standIn(place: SecretPlace): string {
  const text = `secret-${place.digest}`;
  return settingOf(propertyOf(place))?.format === "storeUrl"
    ? `redis://secret:${text}@secret.invalid`
    : text;
}

/** Why nothing can be made without knowing the secret, if so. */
export function needed(place: SecretPlace): Problem | undefined {
  const property = propertyOf(place);
  const setting = settingOf(property);
  if (setting?.format === "privateKey") {
    return {
      setting: property,
      got: "[secret]",
      reason:
        "a Route has its private key in itself, so that it would stand in plain text in the manifest",
      allowed:
        "unset, with {tls.secretName} in its place: the Secret of the certificate (OpenShift 4.19 or later)",
      example: null,
    };
  }
  if (place.path.length === 0 && composed.includes(setting?.kind ?? "")) {
    return {
      setting: property,
      got: "[secret]",
      reason: "it is encrypted as a whole, names and all, and they are in the manifest",
      allowed: "encrypted value by value: pulumi config set --secret --path 'environment.NAME'",
      example: null,
    };
  }
  return undefined;
}

function propertyOf({ key, path }: SecretPlace): string {
  const name = key.slice(key.indexOf(":") + 1);
  const property = flatKeys.get(name)?.property ?? name;
  return path.reduce<string>(
    (whole, part) => (typeof part === "number" ? `${whole}[${part}]` : `${whole}.${part}`),
    property,
  );
}
