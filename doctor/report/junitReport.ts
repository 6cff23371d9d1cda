import { junitXml, printable } from "../../cli/junitXml";
import type { Rule } from "../rules/rule";
import { placeOf, whereOf } from "./places";
import type { Report, ReportedFinding } from "./report";

const className = "sticky-session.doctor";

/** The report as JUnit XML, the form that CI servers read: a test case for each rule, which fails by its findings. */
export function junitReport(
  report: Report,
  rules: readonly Rule[],
  counting: (finding: ReportedFinding) => boolean,
): string {
  const cases = rules.map(({ id, title }) => {
    const found = report.findings.filter(({ rule }) => rule === id);
    const failures = found.filter(counting);
    const others = found.filter((finding) => !counting(finding));
    return {
      ...{ "@classname": className, "@name": id, "@time": 0 },
      ...(failures.length > 0 && {
        failure: failures.map((finding) => ({
          "@message": printable(`${title}: ${finding.says}`),
          "#text": printable(textOf(finding)),
        })),
      }),
      ...(others.length > 0 && { "system-out": printable(others.map(textOf).join("\n")) }),
    };
  });
  const unread = report.problems.map((problem) => ({
    ...{ "@classname": className, "@name": printable(`read ${whereOf(problem)}`), "@time": 0 },
    error: { "@message": printable(problem.what) },
  }));
  const suite = {
    "@name": "sticky-session doctor",
    "@tests": cases.length + unread.length,
    "@failures": cases.filter((one) => "failure" in one).length,
    "@errors": unread.length,
    "@skipped": 0,
    "@time": 0,
    testcase: [...cases, ...unread],
  };
  return junitXml(suite);
}

function textOf(finding: ReportedFinding): string {
  const { severity, says, meaning, fix, verify, suppressed } = finding;
  return [
    `${severity} at ${placeOf(finding)}: ${says} ${meaning}`,
    ...(fix?.commands ?? []),
    ...(fix?.advice === undefined ? [] : [fix.advice]),
    ...(verify === undefined ? [] : [verify]),
    ...(suppressed === undefined ? [] : [`suppressed: ${suppressed}`]),
  ].join("\n");
}
