import Table from "cli-table3";
import { createColors } from "picocolors";
import type { CheckOutcome } from "../checks/check";
import type { Report } from "./report";
import { requestRows } from "./requestRows";

const colors = createColors(process.stdout.isTTY && !process.env.NO_COLOR);

const marks: Readonly<Record<CheckOutcome["result"], string>> = {
  pass: colors.green("pass"),
  fail: colors.red("FAIL"),
  skipped: colors.yellow("skipped"),
};

/**
 * The report for people.
 *
 * @param nextCommands what to try next: commands, each with what it is for
 */
export function textReport(
  { url, checks, requests }: Report,
  nextCommands: readonly (readonly [command: string, purpose: string])[],
): string {
  const width = Math.max(...nextCommands.map(([command]) => command.length));
  return [
    table(
      ["request", "check", "cookie sent", "pod", "new cookie"],
      requestRows(requests).map((row, index, rows) => [
        row.numbers,
        row.purpose === rows[index - 1]?.purpose ? "" : row.purpose,
        row.cookieSent,
        row.pod,
        row.cookieIssued,
      ]),
    ),
    "",
    table(
      ["check", "result", "detail"],
      checks.map(({ name, result, detail }) => [name, marks[result], detail]),
    ),
    "",
    `URL: ${colors.bold(url)}`,
    "",
    "Next:",
    ...nextCommands.map(
      ([command, purpose]) => `  ${command.padEnd(width)}  ${colors.dim(`# ${purpose}`)}`,
    ),
    "",
  ].join("\n");
}

/** Columns aligned with two spaces between them, without lines: easy to read, cut and grep. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const none = ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"];
  const lines = [
    ...none,
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
  ];
  const printed = new Table({
    head: head.map((title) => colors.bold(title)),
    chars: { ...Object.fromEntries(lines.map((line) => [line, ""])), middle: "  " },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  printed.push(...rows.map((row) => [...row]));
  return printed
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
