import { closest, distance } from "fastest-levenshtein";

/** The name that was probably meant: one that a few letters make of it. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) {
    return undefined;
  }
  const found = closest(name, names);
  const mostLetters = Math.max(2, name.length / 3);
  return distance(name.toLowerCase(), found.toLowerCase()) <= mostLetters ? found : undefined;
}
