import { shellWord } from "../affinity/shellWord";

/** A word of a command. What has control characters is not shown, and a placeholder stands for it. */
export function quote(word: string): string {
  return /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(word) ? "'<value>'" : shellWord(word);
}
