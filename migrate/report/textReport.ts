import { createColors } from "picocolors";
import { safeText } from "../../cli/terminal/safeText";
import { type Item, isLost, type Outcome, outcomes } from "../item";
import { describeNeed, type Report } from "./report";

/** What stands above the items of an outcome. */
export const headings: Readonly<Record<Outcome, string>> = {
  "not carried over": "Not carried over",
  "not this tool's": "Not this tool's: carry these over by hand",
  changed: "Changed",
  assumed: "Assumed",
  "carried over": "Carried over",
};

/** The report for people. */
export function textReport(report: Report, colored: boolean): string {
  const colors = createColors(colored);
  const lines: string[] = [];
  const section = (title: string, content: readonly string[]): void => {
    if (content.length > 0) {
      lines.push("", colors.bold(title), ...content);
    }
  };
  lines.push(summaryOf(report));
  for (const outcome of outcomes) {
    const items = report.items.filter((item) => item.outcome === outcome);
    section(headings[outcome], items.flatMap(itemLines));
  }
  section(
    "What users of the site notice",
    report.users.map((sentence) => `  ${safeText(sentence)}`),
  );
  section(
    "The cluster has to serve",
    report.needs.map((need) => `  ${describeNeed(need)}`),
  );
  section(
    "Take care",
    report.notes.map((note) => `  - ${safeText(note)}`),
  );
  section(
    "How to roll it out",
    report.rollout.flatMap(({ say, commands }, index) => [
      `  ${index + 1}. ${safeText(say)}`,
      ...commands.map((command) => `       ${safeText(command)}`),
    ]),
  );
  return `${lines.join("\n")}\n`;
}

/** One line: what becomes of everything. */
export function summaryOf({ from, to, objects, items, counts }: Report): string {
  const lost = items.filter(isLost).length;
  const words = outcomes.map((outcome) => `${counts[outcome]} ${outcome}`);
  return `${from} -> ${to}: ${objects.length} object${objects.length === 1 ? "" : "s"}; ${words.join(", ")}.${lost === 0 ? " Everything was carried over." : ""}`;
}

function itemLines(item: Item): string[] {
  return [
    `  ${placeOf(item)}  ${safeText(settingOf(item))}`,
    `      ${safeText(item.reason)}.`,
    ...(item.fix === undefined ? [] : [`      fix: ${safeText(item.fix)}`]),
  ];
}

/** Where it stands: `in.yaml:12 Ingress shop/web`. */
export function placeOf({ file, line, object }: Item): string {
  const where = file === undefined ? "" : `${file}:${line ?? 1} `;
  return safeText(`${where}${object}`);
}

/** The setting with its value, shortened. */
export function settingOf({ setting, value }: Item): string {
  const short = value === undefined ? "" : value.replace(/\s+/g, " ").slice(0, 80);
  return value === undefined
    ? setting
    : `${setting}: ${short}${short.length < value.length && short.length === 80 ? " ..." : ""}`;
}
