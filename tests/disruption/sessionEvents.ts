import { nodeDrain, rollingRestart, scaleTo } from "./events";
import type { Target } from "./disruptions";

/** A planned end of pods, with users in them. */
export interface SessionEvent {
  readonly id: string;
  readonly title: string;
  readonly disrupt: (target: Target) => Promise<void>;
}

export const sessionEvents: readonly SessionEvent[] = [
  { id: "restart", title: "rolling restart", disrupt: rollingRestart },
  { id: "image", title: "another image", disrupt: (target) => target.changeImage() },
  { id: "scale", title: "3 to 2 pods", disrupt: (target) => scaleTo(target, 2) },
  { id: "drain", title: "node drained", disrupt: nodeDrain },
];
