/**
 * The text as one word of a POSIX shell, for a command that a user copies: unchanged where a shell does not
 * interpret it, else in single quotes.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
