/**
 * What a terminal, a log or a browser obeys instead of showing: the control characters C0, DEL and C1, what
 * changes the direction of text (bidi controls), the line separators of Unicode, and halves of surrogate pairs,
 * which no encoding has.
 */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/gu;

/**
 * Text that a server, a cluster or a file gave, in one line that is safe to print: ends of lines and tabs become a
 * space, every other character of {@link unsafe} its escape, such as `\u001b`. Printable text is not changed.
 */
export function safeText(text: string): string {
  // Nearly all text is safe, and `test` is much cheaper than to replace.
  unsafe.lastIndex = 0;
  return unsafe.test(text)
    ? text.replace(/[\t\n\r]+/g, " ").replace(unsafe, (character) => escaped(character))
    : text;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
