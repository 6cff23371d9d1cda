/**
 * The text as one word of a POSIX shell, for a command that a person is to copy: as it is where no shell reads
 * anything into it, else in single quotes.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
