import { createColors } from "picocolors";
import { safeText } from "../../cli/terminal/safeText";
import type { Severity } from "../rules/rule";
import { counts, placeOf, whereOf } from "./places";
import type { Report, ReportedFinding, ReportedPath } from "./report";

/** The report for people: the paths with how they are kept, the findings, a summary. */
export function textReport(report: Report, colored: boolean): string {
  const colors = createColors(colored);
  const marks: Readonly<Record<Severity, string>> = {
    error: colors.red("error"),
    warning: colors.yellow("warning"),
    note: colors.cyan("note"),
  };
  const { findings, problems, paths } = report;
  const shown = findings.filter(({ suppressed }) => suppressed === undefined);
  return [
    ...table(paths, colors.bold),
    ...shown.flatMap((finding) => ["", ...lines(finding, marks[finding.severity], colors.bold)]),
    ...(problems.length > 0 ? [""] : []),
    ...problems.map(
      (problem) => `${colors.red("unread")}  ${safeText(whereOf(problem))} ${problem.what}`,
    ),
    "",
    summary(report),
    "",
  ].join("\n");
}

function lines(
  { rule, object, says, meaning, why, sources, fix, verify, file, line }: ReportedFinding,
  mark: string,
  bold: (text: string) => string,
): string[] {
  const { commands = [], advice } = fix ?? {};
  return [
    `${mark}  ${bold(safeText(says))}  [${rule}]`,
    `  where:   ${safeText(placeOf({ object, file, line }))}`,
    `  means:   ${meaning}`,
    `  why:     ${why} (${sources.join("; ")})`,
    ...commands.map((command) => `  fix:     ${safeText(command)}`),
    ...(advice === undefined ? [] : [`  fix:     ${safeText(advice)}`]),
    ...(verify === undefined ? [] : [`  see it:  ${safeText(verify)}`]),
  ];
}

/** Columns aligned with two spaces between them, as the verifier has them. */
function table(paths: readonly ReportedPath[], bold: (text: string) => string): string[] {
  const rows = paths.map(({ address, exposedBy, service, controller, affinity, cookie, pods }) =>
    [
      address,
      `${exposedBy.kind} ${exposedBy.name}`,
      service,
      pods ?? "?",
      controller ?? "not known",
      affinity,
      cookie ?? "",
    ].map(safeText),
  );
  const head = ["path", "exposed by", "service", "pods", "controller", "affinity", "cookie"];
  const widths = head.map((title, column) =>
    [title, ...rows.map((row) => row[column] ?? "")].reduce(
      (most, { length }) => Math.max(most, length),
      0,
    ),
  );
  const aligned = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return rows.length === 0 ? [] : [bold(aligned(head)), ...rows.map(aligned)];
}

function summary(report: Report): string {
  const { error, warning, note, suppressed } = counts(report);
  const parts = [
    counted(error, "error"),
    counted(warning, "warning"),
    counted(note, "note"),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(report.problems.length > 0 ? [`${report.problems.length} not read`] : []),
  ];
  return `${parts.join(", ")}; ${counted(report.paths.length, "path")}, ${counted(report.objects, "object")} read`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
