import type { ObjectPath, Sourced } from "../../manifests/sourced";
import type { Survey } from "../model/survey";
import type { Subject } from "../model/subject";
import type { Fix } from "../fix";

/** How bad a finding is: sessions are lost as things are, in a case that will come, or it is good to know. */
export const severities = ["error", "warning", "note"] as const;
export type Severity = (typeof severities)[number];

/** One thing that can be wrong with a set-up. */
export interface Rule {
  /** Its name in reports and in the annotation that suppresses it. */
  readonly id: string;
  readonly severity: Severity;
  /** Whether clients stay on their pods, or what becomes of them when pods come and go. */
  readonly about: "affinity" | "workload";
  /** What is wrong: a phrase without a full stop. */
  readonly title: string;
  /** What it means for the people who use the site: a sentence. */
  readonly meaning: string;
  /** Why it is so: a sentence. */
  readonly why: string;
  /** Where that is known from: documents, or files of the controllers' repositories. */
  readonly sources: readonly string[];
  /** What it needs to see beside manifests. @default - nothing */
  readonly needs?: "cluster" | "request";
  readonly check: (survey: Survey) => Iterable<Found>;
}

/** One place where a rule found something. */
export interface Found {
  readonly at: Sourced;
  /** The field of the object. @default - the object as a whole */
  readonly field?: ObjectPath;
  /** What is there: a sentence. */
  readonly says: string;
  readonly fix?: Fix;
  /** The path that shows it, for the verifier's command. */
  readonly subject?: Subject;
  /** @default - the rule's */
  readonly severity?: Severity;
}

/** A rule that looks at one exposed path after the other. */
export function onSubjects(
  check: (subject: Subject, survey: Survey) => Iterable<Found> | Found | undefined,
): Rule["check"] {
  return function* (survey) {
    for (const subject of survey.subjects) {
      for (const found of all(check(subject, survey))) {
        yield { subject, ...found };
      }
    }
  };
}

/** What a check answers as a list. */
export function all(found: Iterable<Found> | Found | undefined): Iterable<Found> {
  if (found === undefined) {
    return [];
  }
  return Symbol.iterator in found ? found : [found];
}
