import type { Interruption } from "../cluster/interruptions";
import type { Survey } from "../survey";
import type { Target } from "../subject/target";
import type { Replay } from "./replay";

/** What a cause is concluded from. */
export interface Evidence {
  readonly target: Target;
  readonly survey: Survey;
  /** What happened meanwhile to the pods that clients left. @default - nothing is known of it */
  readonly interruptions?: readonly Interruption[];
  /** What becomes of a client that sends the same cookie again and again. @default - not tried */
  readonly replay?: Replay;
}

/** One thing that may be behind a symptom: a sentence with what fixes it; undefined where it is not. */
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
