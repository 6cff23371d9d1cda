import type { Finding } from "./finding";
import { nameOf, namespaceOf } from "../manifests/sourced";
import type { Survey } from "./model/survey";
import { rules } from "./rules/rules";
import { type Rule, severities } from "./rules/rule";
import { suppressionsOf } from "./suppression";
import { verifyCommand } from "./verifyCommand";

/** Runs the rules; the worst findings are first, then in the order of the objects. */
export function diagnose(
  survey: Survey,
  defaultNamespace: string,
  applied: readonly Rule[] = rules,
): Finding[] {
  const findings = new Map<string, Finding>();
  for (const rule of applied) {
    for (const { at, field, says, fix, subject, severity = rule.severity } of rule.check(survey)) {
      // One object may be found on several paths that lead to it.
      const key = [rule.id, at.object.kind, namespaceOf(at), nameOf(at), says].join("\n");
      const reason = suppressionsOf(at).get(rule.id);
      if (!findings.has(key)) {
        const verify = subject && verifyCommand(subject, defaultNamespace);
        findings.set(key, {
          ...{ rule, severity, at, says },
          ...(field && { field }),
          ...(fix && { fix }),
          ...(verify !== undefined && { verify }),
          ...(reason !== undefined && reason !== "" && { suppressed: reason }),
        });
      }
    }
  }
  return [...findings.values()].sort(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      compare(namespaceOf(one.at), namespaceOf(other.at)) ||
      compare(nameOf(one.at), nameOf(other.at)),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
