/** What a tool notes down of an object that it made. On another object it would mislead the tool. */
const keys = [
  "kubectl.kubernetes.io/last-applied-configuration",
  "argocd.argoproj.io/tracking-id",
  "argocd.argoproj.io/instance",
  "app.kubernetes.io/managed-by",
  "helm.sh/chart",
];

const prefixes = [
  "meta.helm.sh/",
  "kustomize.toolkit.fluxcd.io/",
  "helm.toolkit.fluxcd.io/",
  "field.cattle.io/",
];

/** Whether an annotation or a label is such a note. */
export function isBookkeeping(key: string): boolean {
  return keys.includes(key) || prefixes.some((prefix) => key.startsWith(prefix));
}

/** Annotations or labels without such notes. */
export function withoutBookkeeping<Value>(
  given: Readonly<Record<string, Value>> = {},
): Record<string, Value> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => !isBookkeeping(key)));
}
