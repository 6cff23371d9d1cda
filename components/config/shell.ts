/** A word as a shell takes it. What has control characters is not shown, and a placeholder stands for it. */
export function quote(word: string): string {
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(word)) {
    return "'<value>'";
  }
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
