import { junitXml, printable } from "../../cli/junitXml";
import type { Report } from "./report";

/** The report as JUnit XML, the form that CI servers read: a test case for each check. */
export function junitReport(report: Report): string {
  const { checks, seconds, startedAt, url, incomplete } = report;
  const count = (result: string): number =>
    checks.filter((check) => check.result === result).length;
  // A run that was cut off is none that passed, whatever a CI server makes of skipped checks.
  const unfinished =
    incomplete === undefined
      ? []
      : [
          {
            "@classname": "sticky-session.verify",
            "@name": "all-checks-ran",
            "@time": seconds,
            error: { "@message": printable(incomplete) },
          },
        ];
  const suite = {
    "@name": `sticky-session verify ${url}`,
    "@tests": checks.length + unfinished.length,
    "@failures": count("fail"),
    "@skipped": count("skipped"),
    "@errors": unfinished.length,
    "@time": seconds,
    "@timestamp": startedAt.replace(/\.\d+Z$/, ""),
    testcase: [
      ...checks.map(({ id, title, seconds, result, detail, cause }) => ({
        "@classname": "sticky-session.verify",
        "@name": id,
        "@time": seconds,
        ...(result === "fail" && {
          failure: {
            "@message": printable(`${title}: ${detail}`),
            "#text": printable(cause ?? detail),
          },
        }),
        ...(result === "skipped" && { skipped: { "@message": printable(detail) } }),
        ...(result === "pass" && { "system-out": printable(detail) }),
      })),
      ...unfinished,
    ],
  };
  return junitXml(suite);
}
