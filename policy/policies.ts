import type { EnforcementLevel, PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { diagnose } from "../doctor/diagnose";
import type { Finding } from "../doctor/finding";
import { surveyOf } from "../doctor/model/survey";
import { rules } from "../doctor/rules/rules";
import type { Rule, Severity } from "../doctor/rules/rule";
import { nameOf, namespaceOf } from "../manifests/sourced";
import { declaredIn } from "./declared";

/** What stops a program by itself; a team may decide otherwise for each policy. */
const levels: Readonly<Record<Severity, EnforcementLevel>> = {
  error: "mandatory",
  warning: "advisory",
  note: "advisory",
};

/** The doctor's rules that need no more than the objects, each a policy of its own name. */
export const policies: StackValidationPolicy[] = rules
  .filter(({ needs }) => needs === undefined)
  .map((rule) => ({
    name: rule.id,
    description: `${capital(rule.title)}. ${rule.meaning} ${rule.why}`,
    enforcementLevel: levels[rule.severity],
    validateStack: ({ resources }, report) => {
      for (const { message, urn } of violations(rule, resources)) {
        report(message, urn);
      }
    },
  }));

/** What a program's objects violate of a rule, with the resource that has it. */
export function violations(
  rule: Rule,
  resources: readonly PolicyResource[],
): { message: string; urn: string }[] {
  const declared = declaredIn(resources);
  const survey = surveyOf({ index: declared.index, live: false });
  return diagnose(survey, "default", [rule])
    .filter(({ suppressed, at }) => suppressed === undefined && !declared.isVague(at))
    .map((finding) => ({
      message: messageOf(finding),
      urn: declared.urnOf(finding.at) ?? "",
    }));
}

function messageOf({ at, says, fix }: Finding): string {
  const namespace = namespaceOf(at);
  const where = `${at.object.kind} ${namespace === "" ? "" : `${namespace}/`}${nameOf(at)}`;
  return [`${where}: ${says}`, ...(fix?.advice === undefined ? [] : [fix.advice])].join(" ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
