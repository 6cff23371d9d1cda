import type { Dialect } from "../../components/affinity/dialect";
import { annotationsOf, listAt, textAt } from "../../components/affinity/objects";
import { readsPatterns } from "../../components/affinity/switches";
import type { Sourced } from "../../manifests/sourced";

/** Whether a controller takes the paths of an Ingress for regular expressions: one that reads ingress-nginx's annotations. */
export function hasPatterns(
  { ownKeys }: Pick<Dialect, "ownKeys">,
  annotations: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.hasOwn(ownKeys, "nginx.ingress.kubernetes.io/affinity") && readsPatterns(annotations)
  );
}

/**
 * The hosts whose paths are regular expressions, since one Ingress has asked for it. ingress-nginx makes one server of all
 * Ingresses of a host, and asks whether any of its paths wants it (kubernetes/ingress-nginx,
 * internal/ingress/controller/template/template.go, enforceRegexModifier).
 */
export function patternHosts(
  ingresses: readonly Sourced[],
  dialect: Pick<Dialect, "ownKeys">,
): ReadonlySet<string> {
  return new Set(
    ingresses
      .filter(({ object }) => hasPatterns(dialect, annotationsOf(object)))
      .flatMap(({ object }) => listAt(object, "spec", "rules"))
      .flatMap((rule) => textAt(rule, "host") ?? []),
  );
}

/** Whether a path, as a regular expression, means anything beside its own letters. A dot is meant as one. */
export function isPattern(path: string): boolean {
  return /[$()*+?[\]\\^{|}]/.test(path);
}
