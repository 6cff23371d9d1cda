/** A piece of a file that has one object, or is meant to. */
export interface Chunk {
  readonly text: string;
  /** Of its first line in the file, from 1 on. */
  readonly line: number;
  /** Whether it is an entry of a list, `- ` and all, and not a document. */
  readonly isEntry: boolean;
}

/** The lines of a stream, without their ends. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") {
    yield rest;
  }
}

/** How many lines begin in the text. */
export function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}
