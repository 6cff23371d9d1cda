import { type Chunk, lineBreaksIn } from "./chunk";

/**
 * Splits JSON into its values, one or several in a row, and a List into its items, so that one object after the
 * other is parsed.
 */
export async function* splitJson(chunks: AsyncIterable<string>): AsyncGenerator<Chunk> {
  const scanner = new Scanner();
  for await (const chunk of chunks) {
    yield* scanner.add(chunk);
  }
  yield* scanner.end();
}

/** What the scanner looks at besides texts: brackets and quotation marks. */
const significant = /["{}[\]]/g;
const textEnd = /["\\]/g;

class Scanner {
  /** What was read and is in no chunk yet. */
  private pending = "";
  /** The position in it up to which it was looked at. */
  private at = 0;
  /** The line of its first character. */
  private line = 1;
  /** The brackets that are open. */
  private readonly open: string[] = [];
  private isInText = false;
  private textStart = 0;
  /** The last text on the first level, which is a key or a value there. */
  private lastText = "";
  /** Whether the items of a list are being read: at which depth an item begins. */
  private itemDepth: number | undefined;
  /** Where the current value begins; undefined between two. */
  private start: number | undefined;

  *add(chunk: string): Generator<Chunk> {
    this.pending += chunk;
    for (;;) {
      const pattern = this.isInText ? textEnd : significant;
      pattern.lastIndex = this.at;
      const found = pattern.exec(this.pending);
      if (found === null) {
        this.at = this.pending.length;
        break;
      }
      if (found[0] === "\\" && found.index + 1 >= this.pending.length) {
        // What is escaped comes with the next chunk.
        this.at = found.index;
        break;
      }
      this.at = found.index + (found[0] === "\\" ? 2 : 1);
      yield* this.take(found[0], found.index);
    }
    // What is behind a value and before the next one is not kept.
    if (this.start === undefined && this.open.length > 1) {
      this.drop(this.isInText ? this.textStart : this.at);
    }
  }

  *end(): Generator<Chunk> {
    if (this.pending.trim() !== "" && (this.start !== undefined || this.open.length === 0)) {
      yield { text: this.pending, line: this.line, isEntry: false };
    }
  }

  private *take(character: string, index: number): Generator<Chunk> {
    switch (character) {
      case '"':
        if (this.isInText && this.open.length === 1) {
          this.lastText = this.pending.slice(this.textStart + 1, index);
        }
        this.isInText = !this.isInText;
        this.textStart = index;
        return;
      case "{":
      case "[":
        if (this.open.length === 1 && character === "[" && this.lastText === "items") {
          this.itemDepth = 2;
          this.start = undefined;
        } else if (this.open.length === (this.itemDepth ?? 0)) {
          this.start ??= index;
        }
        this.open.push(character);
        return;
      case "}":
      case "]":
        this.open.pop();
        if (this.itemDepth !== undefined && this.open.length === 0) {
          // The end of the list itself.
          this.itemDepth = undefined;
          this.lastText = "";
          this.drop(index + 1);
        } else if (this.start !== undefined && this.open.length === (this.itemDepth ?? 0)) {
          this.drop(this.start);
          const length = this.at;
          yield { text: this.pending.slice(0, length), line: this.line, isEntry: false };
          this.start = undefined;
          this.drop(length);
        }
    }
  }

  /** Forgets what stands before a position. */
  private drop(index: number): void {
    this.line += lineBreaksIn(this.pending.slice(0, index));
    this.pending = this.pending.slice(index);
    this.at = Math.max(0, this.at - index);
    this.textStart -= index;
    if (this.start !== undefined) {
      this.start -= index;
    }
  }
}
