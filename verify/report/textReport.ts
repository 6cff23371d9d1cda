import Table from "cli-table3";
import { createColors } from "picocolors";
import type { CheckOutcome } from "../checks/check";
import { counted } from "../message";
import type { Report } from "./report";

export interface TextReportArgs {
  readonly colored: boolean;
  /** Width of the terminal, to wrap what is long. @default - nothing is wrapped */
  readonly width?: number;
}

/** The narrowest column of details that is worth wrapping. */
const narrowestDetail = 40;

/** The report for people: a table of the checks, the failures with their likely causes, a summary. */
export function textReport(report: Report, { colored, width }: TextReportArgs): string {
  const colors = createColors(colored);
  const marks: Readonly<Record<CheckOutcome["result"], string>> = {
    pass: colors.green("pass"),
    fail: colors.red("FAIL"),
    skipped: colors.yellow("skipped"),
  };
  const failed = report.checks.filter(({ result }) => result === "fail");
  return [
    table(
      ["check", "result", "detail"].map((title) => colors.bold(title)),
      report.checks.map(({ title, result, detail }) => [title, marks[result], detail]),
      width,
    ),
    ...failed.flatMap(({ title, detail, cause }) => [
      "",
      `${marks.fail} ${colors.bold(title)}`,
      `  seen:         ${detail}`,
      ...(cause === undefined ? [] : [`  likely cause: ${cause}`]),
    ]),
    "",
    summary(report, colors),
    "",
  ].join("\n");
}

function summary(report: Report, colors: ReturnType<typeof createColors>): string {
  const count = (result: CheckOutcome["result"]): number =>
    report.checks.filter((check) => check.result === result).length;
  const { controller, affinity, cookieName } = report.expected;
  const verdict = report.passed
    ? colors.green("passed")
    : colors.red(count("fail") > 0 ? "FAILED" : "INCOMPLETE");
  const heldTo =
    affinity === undefined
      ? "the controller is not known: held to what any affinity has to do"
      : `held to the promises of ${controller ?? "the controller"}: ${affinity} affinity`;
  return [
    `${verdict}: ${count("pass")} passed, ${count("fail")} failed, ${count("skipped")} skipped; ${counted(report.requests, "request")} in ${report.seconds.toFixed(1)} s`,
    ...(report.incomplete === undefined ? [] : [report.incomplete]),
    `${heldTo}${cookieName === undefined ? "" : `, cookie "${cookieName}"`}`,
    report.confidence.statement,
  ].join("\n");
}

/** Columns aligned with two spaces between them, without lines: easy to read, cut and grep. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string {
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
  const titles = Math.max(...rows.map(([title = ""]) => title.length));
  const detail = (width ?? 0) - titles - "skipped".length - 6;
  const printed = new Table({
    head: [...head],
    chars: { ...Object.fromEntries(lines.map((line) => [line, ""])), middle: "  " },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    ...(detail >= narrowestDetail && {
      colWidths: [titles, "skipped".length, detail],
      wordWrap: true,
    }),
  });
  printed.push(...rows.map((row) => [...row]));
  return printed
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
