import type { ObjectPath, Sourced } from "../manifests/sourced";
import type { Fix } from "./fix";
import type { Rule, Severity } from "./rules/rule";

/** What a rule found, ready for a report. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly at: Sourced;
  readonly field?: ObjectPath;
  /** What is there: a sentence. */
  readonly says: string;
  readonly fix?: Fix;
  /** The command by which one sees it. @default - nothing on the live system shows it */
  readonly verify?: string;
  /** The reason that the object's annotation gives for leaving it out. @default - it counts */
  readonly suppressed?: string;
}
