import { safeText } from "../../cli/terminal/safeText";
import { counts, placeOf, whereOf } from "./places";
import type { Report } from "./report";

/** The report as Markdown, for a comment on a change. */
export function markdownReport(report: Report): string {
  const { error, warning, note, suppressed } = counts(report);
  const findings = report.findings.filter((finding) => finding.suppressed === undefined);
  return [
    "## Sticky sessions",
    "",
    `${error} errors, ${warning} warnings, ${note} notes, ${suppressed} suppressed; ${report.paths.length} paths.`,
    ...(report.paths.length === 0
      ? []
      : [
          "",
          "| path | service | controller | affinity | cookie |",
          "| --- | --- | --- | --- | --- |",
          ...report.paths.map(
            ({ address, service, controller = "not known", affinity, cookie = "" }) =>
              `| ${[address, service, controller, affinity, cookie].map(escaped).join(" | ")} |`,
          ),
        ]),
    ...findings.flatMap((finding) => {
      const { severity, rule, says, meaning, why, sources, fix, verify } = finding;
      const commands = [...(fix?.commands ?? []), ...(verify === undefined ? [] : [verify])];
      return [
        "",
        `### ${severity}: ${escaped(says)}`,
        "",
        `\`${rule}\` at ${escaped(placeOf(finding))}. ${meaning} ${why} (${sources.map(escaped).join("; ")})`,
        ...(fix?.advice === undefined ? [] : ["", `Fix: ${escaped(fix.advice)}`]),
        ...(commands.length === 0
          ? []
          : ["", ...commands.map((command) => `    ${safeText(command)}`)]),
      ];
    }),
    ...report.problems.flatMap((problem) => [
      "",
      `Not read: ${escaped(whereOf(problem))} ${escaped(problem.what)}`,
    ]),
    "",
  ].join("\n");
}

/** Text that Markdown shows as it is. */
function escaped(text: string): string {
  return safeText(text).replace(/[\\`*_{}[\]<>()#+!|~&]/g, "\\$&");
}
