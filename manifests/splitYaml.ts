import { type Chunk, linesOf } from "./chunk";

/** Begins or ends a document wherever it stands (YAML 1.2, section 9.1.2). */
const marker = /^(---|\.\.\.)(?=\s|$)/;

/** The entries of what `kubectl get -o yaml` prints: a List, which may be as long as a whole cluster. */
const items = /^items:\s*(#.*)?$/;

/**
 * Splits YAML into documents, and a List in block style into its entries, so that one object after the other is
 * parsed. What is inside of an entry or of a text is always indented further than the entry's own `-`.
 */
export async function* splitYaml(chunks: AsyncIterable<string>): AsyncGenerator<Chunk> {
  let current: string[] = [];
  let start = 1;
  let number = 0;
  /** `list` before the first entry, then its indentation; `rest` behind the entries. */
  let within: "document" | "list" | "rest" | number = "document";
  const taken = (): Chunk[] => {
    const lines = current;
    current = [];
    return lines.some((line) => line.trim() !== "")
      ? [{ text: `${lines.join("\n")}\n`, line: start, isEntry: typeof within === "number" }]
      : [];
  };
  for await (const raw of linesOf(chunks)) {
    number += 1;
    const line = number === 1 ? raw.replace(/^\ufeff/, "") : raw;
    if (marker.test(line)) {
      yield* taken();
      within = "document";
      start = number;
      current = line.startsWith("...") ? [""] : [line];
      continue;
    }
    if (within === "document") {
      if (items.test(line)) {
        // What stands before says no more than that it is a list.
        current = [];
        within = "list";
      } else {
        current.push(line);
      }
      continue;
    }
    const indentation = /^( *)-(?:\s|$)/.exec(line)?.[1]?.length;
    if (indentation !== undefined && (within === "list" || indentation === within)) {
      yield* taken();
      within = indentation;
      start = number;
      current = [line];
    } else if (/^[^\s#-]/.test(line)) {
      yield* taken();
      within = "rest";
    } else if (typeof within === "number") {
      current.push(line);
    }
  }
  yield* taken();
}
