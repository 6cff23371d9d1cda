import type { Survey } from "../survey";
import type { Target } from "../subject/target";

/** What a cause is concluded from. */
export interface Evidence {
  readonly target: Target;
  readonly survey: Survey;
}

/** One thing that may be behind a symptom: a sentence with what mends it; undefined where it is not. */
export type Cause = (evidence: Evidence) => string | undefined;

/** The first cause that the evidence supports. The last one of the list should take any evidence. */
export function likelyCause(causes: readonly Cause[], evidence: Evidence): string | undefined {
  for (const cause of causes) {
    const sentence = cause(evidence);
    if (sentence !== undefined) {
      return sentence;
    }
  }
  return undefined;
}
