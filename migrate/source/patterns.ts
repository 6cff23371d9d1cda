import type { Dialect } from "../../components/affinity/dialect";

const nginx = "nginx.ingress.kubernetes.io";

/** Whether the controller takes the paths of an Ingress for regular expressions. */
export function readsPatterns(
  { ownKeys }: Pick<Dialect, "ownKeys">,
  annotations: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.hasOwn(ownKeys, `${nginx}/affinity`) &&
    (annotations[`${nginx}/use-regex`] === "true" ||
      annotations[`${nginx}/rewrite-target`] !== undefined)
  );
}

/** Whether a path, as a regular expression, means anything beside its own letters. A dot is meant as one. */
export function isPattern(path: string): boolean {
  return /[$()*+?[\]\\^{|}]/.test(path);
}
