import { version } from "../package.json";
import { exitCodeOf } from "../cli/exitCodeOf";
import type { CommandMain } from "../cli/runCommand";
import { findDialect } from "../components/affinity/dialects";
import { readCluster } from "../manifests/readCluster";
import { readManifests } from "../manifests/readManifests";
import { reachCluster } from "../verify/cluster/kubeConfig";
import { diagnose } from "./diagnose";
import { askOnce } from "./input/askOnce";
import { kindsToRead } from "./input/kinds";
import { type Input, readIndex } from "./input/readIndex";
import { surveyOf } from "./model/survey";
import { type DoctorOptions, parseOptions } from "./options";
import { junitReport } from "./report/junitReport";
import { markdownReport } from "./report/markdownReport";
import { type Report, reported, type ReportedFinding, reportedPath } from "./report/report";
import { rulesReport } from "./report/rulesReport";
import { sarifReport } from "./report/sarifReport";
import { textReport } from "./report/textReport";
import { severities } from "./rules/rule";
import { rules } from "./rules/rules";

/** Where kubectl puts objects that name no namespace. */
const usualNamespace = "default";

/** Runs the command line; resolves to the exit code. */
export const main: CommandMain = async (argv, terminal, interruption) => {
  try {
    const options = parseOptions(argv, terminal);
    const colored = options.color === "auto" ? terminal.outColored : options.color === "always";
    if (options.rules === true) {
      terminal.out(rulesReport(rules, options.output, colored));
      return 0;
    }
    const report = await examine(options, interruption.signal);
    terminal.out(written(report, options, colored));
    if (report.problems.length > 0) {
      terminal.err(`error: ${report.problems.length} of what was to be read could not be read\n`);
      return 3;
    }
    return report.findings.some(failing(options)) ? 1 : 0;
  } catch (error) {
    return exitCodeOf(error, terminal, interruption);
  }
};

async function examine(options: DoctorOptions, signal: AbortSignal): Promise<Report> {
  const { controller, namespace = usualNamespace, filename, ask } = options;
  const { index, objects, problems } = await read(options, signal);
  const dialect = controller === undefined ? undefined : findDialect(controller);
  const survey = surveyOf({
    index,
    live: filename === undefined,
    ...(dialect && { controller: dialect }),
  });
  const answers = ask === true ? await askOnce(survey.subjects, signal) : undefined;
  const findings = diagnose({ ...survey, ...(answers && { answers }) }, namespace);
  return {
    ...{ objects, problems },
    paths: survey.subjects.map(reportedPath),
    findings: findings.map((finding) => reported(finding, namespace)),
  };
}

async function read(
  { filename, namespace, allNamespaces, context }: DoctorOptions,
  signal: AbortSignal,
): Promise<Input> {
  if (filename !== undefined) {
    return readIndex(readManifests(filename), signal);
  }
  const kubeConfig = await reachCluster(context);
  return readIndex(
    readCluster(kubeConfig, kindsToRead, allNamespaces === true ? undefined : namespace),
    signal,
  );
}

/** Which findings fail the command. */
function failing({ failOn }: Pick<DoctorOptions, "failOn">): (finding: ReportedFinding) => boolean {
  const least = failOn === "never" ? -1 : severities.indexOf(failOn);
  return ({ severity, suppressed }) =>
    suppressed === undefined && severities.indexOf(severity) <= least;
}

function written(report: Report, options: DoctorOptions, colored: boolean): string {
  switch (options.output) {
    case "json":
      return `${JSON.stringify(report, undefined, 2)}\n`;
    case "sarif":
      return sarifReport(report, rules, version);
    case "junit":
      return junitReport(report, rules, failing(options));
    case "markdown":
      return markdownReport(report);
    case "text":
      return textReport(report, colored);
  }
}
