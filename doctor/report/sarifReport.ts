import { relative, sep } from "node:path";
import type { Rule, Severity } from "../rules/rule";
import type { Report, ReportedFinding } from "./report";

/** SARIF has no other words for these. */
const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  note: "note",
};

/** The report in SARIF 2.1.0, the form that code scanning reads. */
export function sarifReport(report: Report, rules: readonly Rule[], version: string): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "sticky doctor",
            version,
            rules: rules.map(({ id, title, meaning, why, severity, sources, about }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: `${meaning} ${why}` },
              help: { text: `${meaning} ${why} Sources: ${sources.join("; ")}.` },
              defaultConfiguration: { level: levels[severity] },
              properties: { tags: [about] },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            toolExecutionNotifications: report.problems.map(({ where, line, what }) => ({
              level: "error",
              message: { text: `${where} ${what}` },
              locations: [physical(where, line)],
            })),
          },
        ],
        results: report.findings.map((finding) => result(finding, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result(finding: ReportedFinding, rules: readonly Rule[]): object {
  const { rule, severity, says, meaning, object, file, line, fix, verify, suppressed } = finding;
  const name = [object.namespace, object.kind, object.name].filter((part) => part).join("/");
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: [says, meaning, fix?.advice].filter((part) => part).join(" ") },
    locations: [
      {
        ...(file !== undefined && physical(file, line)),
        logicalLocations: [{ fullyQualifiedName: name, kind: "resource" }],
      },
    ],
    // By what it is about, so that a finding stays the same when lines move.
    partialFingerprints: { "stickyDoctor/v1": `${rule}:${name}` },
    properties: {
      ...(fix && { fix }),
      ...(verify !== undefined && { verify }),
    },
    ...(suppressed !== undefined && {
      suppressions: [{ kind: "inSource", justification: suppressed }],
    }),
  };
}

function physical(file: string, line: number | undefined): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(line !== undefined && { region: { startLine: line } }),
    },
  };
}

/** A file below the working folder by its path from there, as code scanning wants it. */
function uriOf(file: string): string {
  const path = relative("", file);
  return (path.startsWith("..") ? file : path).split(sep).map(encodeURIComponent).join("/");
}
