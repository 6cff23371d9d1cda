import type { ReadProblem } from "../../manifests/sourced";
import { type Severity, severities } from "../rules/rule";
import type { Report, ReportedFinding } from "./report";

/** Where a finding is: the file with the line, or the object in the cluster. */
export function placeOf({
  object: { kind, namespace, name },
  file,
  line,
}: Pick<ReportedFinding, "object"> & {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}): string {
  const object = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
  return file === undefined ? object : `${file}:${line ?? 1}  ${object}`;
}

/** Where something could not be read. */
export function whereOf({ where, line }: ReadProblem): string {
  return line === undefined ? where : `${where}:${line}`;
}

/** How many findings count, by severity, and how many are suppressed. */
export function counts({
  findings,
}: Pick<Report, "findings">): Readonly<Record<Severity | "suppressed", number>> {
  const counting = findings.filter(({ suppressed }) => suppressed === undefined);
  const [error = 0, warning = 0, note = 0] = severities.map(
    (severity) => counting.filter((finding) => finding.severity === severity).length,
  );
  return { error, warning, note, suppressed: findings.length - counting.length };
}
