import type { Dialect } from "../components/affinity/dialect";

/** The controller's name where a sentence goes on. */
export function inSentence({ title }: Pick<Dialect, "title">): string {
  return title.replace(/^The /, "the ");
}
