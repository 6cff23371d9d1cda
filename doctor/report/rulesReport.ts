import { createColors } from "picocolors";
import type { Rule } from "../rules/rule";

/** The rules for `--rules`. */
export function rulesReport(rules: readonly Rule[], output: string, colored: boolean): string {
  if (output === "json") {
    return `${JSON.stringify(
      rules.map(({ id, severity, about, title, meaning, why, sources, needs }) => ({
        ...{ id, severity, about, title, meaning, why, sources },
        ...(needs !== undefined && { needs }),
      })),
      undefined,
      2,
    )}\n`;
  }
  const { bold } = createColors(colored);
  return rules
    .flatMap(({ id, severity, title, meaning, why, needs }) => [
      `${bold(id)} (${severity}${needs === undefined ? "" : `, ${neededFor[needs]}`}): ${title}`,
      `  ${meaning} ${why}`,
    ])
    .concat("")
    .join("\n");
}

/** What a rule needs, for a sentence. */
export const neededFor = { cluster: "a cluster alone", request: "with --ask" } as const;
