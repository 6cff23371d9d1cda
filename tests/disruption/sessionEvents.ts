import { nodeDrain, podDeletion, rollingRestart, scaleTo } from "./events";
import type { Target } from "./disruptions";
import { deletionInHaste, forcedKill, nodeSilence, processKillInDrain } from "./unplanned";

/** What ends pods with users in them. */
export interface SessionEvent {
  readonly id: string;
  readonly title: string;
  /** Whether sessions cannot be kept. @default false: the end is planned */
  readonly isLimit?: boolean;
  readonly disrupt: (target: Target) => Promise<void>;
}

/** Less than most users stay, and than the gate needs to move them, in seconds. */
const haste = 5;

export const sessionEvents: readonly SessionEvent[] = [
  { id: "restart", title: "rolling restart", disrupt: rollingRestart },
  { id: "image", title: "another image", disrupt: (target) => target.changeImage() },
  { id: "scale", title: "3 to 2 pods", disrupt: (target) => scaleTo(target, 2) },
  { id: "drain", title: "node drained", disrupt: nodeDrain },
  { id: "delete", title: "pod deleted", isLimit: true, disrupt: podDeletion },
  {
    ...{ id: "haste", title: `pod deleted, grace period ${haste} s`, isLimit: true },
    disrupt: (target) => deletionInHaste(target, haste),
  },
  {
    ...{ id: "crash", title: "kill -9 of the app while the pod waits", isLimit: true },
    disrupt: processKillInDrain,
  },
  { id: "kill", title: "pod killed (grace 0)", isLimit: true, disrupt: forcedKill },
  { id: "silence", title: "node gone, first 30 s", isLimit: true, disrupt: nodeSilence },
];
