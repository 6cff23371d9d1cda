import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";

/** The dialects whose objects can be read: those that have an Ingress or a Route. */
export const sources: readonly Dialect[] = dialects.filter(
  ({ exposedBy }) => exposedBy.createdBy !== "objects",
);

/** The prefixes of a controller's own annotations, such as `nginx.ingress.kubernetes.io`. */
export function prefixesOf({ ownKeys }: Pick<Dialect, "ownKeys">): readonly string[] {
  return [
    ...new Set(
      Object.keys(ownKeys)
        .map((key) => key.split("/")[0] ?? "")
        // Not one controller's alone.
        .filter((prefix) => prefix !== "kubernetes.io"),
    ),
  ];
}

/** Whether an annotation is one of a controller's own. */
export function isOwnKey(dialect: Pick<Dialect, "ownKeys">, key: string): boolean {
  return prefixesOf(dialect).some((prefix) => key.startsWith(`${prefix}/`));
}

/** Whether two dialects have the same words, so that objects of the one serve the other. */
export function shareWords(one: Dialect, other: Dialect): boolean {
  return one.ownKeys === other.ownKeys && Object.keys(one.ownKeys).length > 0;
}
