import { annotationsOf } from "../components/affinity/objects";
import type { Sourced } from "../manifests/sourced";
import { called } from "./model/subject";
import type { Rule } from "./rules/rule";
import { all, type Found } from "./rules/rule";

/**
 * The annotation that suppresses findings on its object, each with a reason:
 * `secure-on-http: TLS ends at the CDN; no-affinity: it keeps no sessions`.
 */
export const suppressionKey = "sticky-session/doctor-ignore";

/** The reasons by the rule's id; empty where none is given. */
export function suppressionsOf({ object }: Sourced): ReadonlyMap<string, string> {
  const value = annotationsOf(object)[suppressionKey] ?? "";
  return new Map(
    value
      .split(";")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map((part): [string, string] => {
        const [id = "", ...reason] = part.split(":");
        return [id.trim(), reason.join(":").trim()];
      }),
  );
}

/** What suppresses nothing: no reason, or no such rule. */
export function suppressionRule(ids: () => readonly string[]): Rule {
  return {
    id: "suppression-without-effect",
    severity: "warning",
    about: "affinity",
    title: "A suppression without a reason, or of no rule",
    meaning: "What it should suppress is reported all the same.",
    why: "A suppression names a rule of `sticky doctor --rules` and, behind a colon, why the finding does not matter here.",
    sources: ["docs/doctor.md"],
    check: function* ({ index, subjects }) {
      const seen = new Set<Sourced>([
        ...index.all("IngressClass"),
        ...subjects.flatMap(({ exposure, service, workloads }) => [
          exposure,
          ...(service ? [service] : []),
          ...workloads.flatMap(({ sourced, budgets, autoscaler }) => [
            ...[sourced, ...budgets],
            ...(autoscaler ? [autoscaler] : []),
          ]),
        ]),
      ]);
      for (const at of seen) {
        for (const [id, reason] of suppressionsOf(at)) {
          const isKnown = ids().includes(id);
          yield* all(
            isKnown && reason !== ""
              ? undefined
              : ({
                  at,
                  field: ["metadata", "annotations", suppressionKey],
                  says: isKnown
                    ? `The ${called(at)} suppresses ${id} without a reason.`
                    : `The ${called(at)} suppresses ${JSON.stringify(id)}, which is no rule.`,
                  fix: { advice: `Write "${isKnown ? id : "RULE"}: the reason".` },
                } satisfies Found),
          );
        }
      }
    },
  };
}
