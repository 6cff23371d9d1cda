import { isPlainObject } from "../components/args/paths";

/** How Pulumi's runtime marks a secret where it passes it on (pulumi/pulumi, sdk/nodejs/runtime/rpc.ts). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether there is a secret in plain data as it was registered. */
export function holdsSecret(value: unknown): boolean {
  return (
    isSecret(value) ||
    (typeof value === "object" && value !== null && Object.values(value).some(holdsSecret))
  );
}

/** The data with its secrets as all else. */
export function unwrapped(value: unknown): unknown {
  if (isSecret(value)) {
    return unwrapped(value.value);
  }
  if (Array.isArray(value)) {
    return value.map(unwrapped);
  }
  return isPlainObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unwrapped(part)]))
    : value;
}

function isSecret(value: unknown): value is { value: unknown } {
  return isPlainObject(value) && value[signatureKey] === secretSignature;
}
