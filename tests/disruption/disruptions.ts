import { nodeDrain, podDeletion, rollingRestart, scaleTo, scaling, type Workload } from "./events";
import { busyNeighbours } from "./neighbours";
import { busyProcessors, stall, twoMinutes } from "./slowness";
import { forcedKill, nodeSilence, processKill } from "./unplanned";

/** An application that is made to lose its pods. */
export interface Target extends Workload {
  /** Updates it to another image, and waits until all of its pods run that. */
  changeImage(): Promise<void>;
}

/** What happens to an application's pods. */
export interface Disruption {
  readonly id: string;
  readonly title: string;
  /** The least part of the clients that come to another pod: all whose pod ends. */
  readonly leastMoved: "nobody" | "somebody" | "everybody";
  /** Whether everything else on the node is disturbed too. @default false */
  readonly wholeNode?: boolean;
  /** Begins what goes on all the while, also before; resolves to what ends it. @default - nothing */
  readonly background?: () => Promise<() => Promise<void>>;
  /** Does it, and waits until the pods that there are then are ready. */
  readonly disrupt: (target: Target) => Promise<void>;
}

/** As many pods as an application has before each disruption. */
const pods = 3;

export const disruptions: readonly Disruption[] = [
  {
    ...{ id: "restart", title: "rolling restart", leastMoved: "everybody" },
    disrupt: rollingRestart,
  },
  {
    ...{ id: "image", title: "another image", leastMoved: "everybody" },
    disrupt: (target) => target.changeImage(),
  },
  { id: "delete", title: "pod deleted", leastMoved: "somebody", disrupt: podDeletion },
  { id: "drain", title: "node drained", leastMoved: "everybody", disrupt: nodeDrain },
  { id: "scale", title: "3 to 5 to 2 pods", leastMoved: "somebody", disrupt: scaling },
  { id: "kill", title: "pod killed (grace 0)", leastMoved: "somebody", disrupt: forcedKill },
  // The pod stays, and may be back before the proxy leaves it.
  { id: "crash", title: "kill -9 of the app", leastMoved: "nobody", disrupt: processKill },
  {
    ...{ id: "silence", title: "node gone, first 30 s", leastMoved: "nobody", wholeNode: true },
    disrupt: nodeSilence,
  },
  ...[2, 5, 10].map((seconds): Disruption => ({
    ...{ id: `stall${seconds}`, title: `pod stalled for ${seconds} s`, leastMoved: "nobody" },
    disrupt: (target) => stall(target, seconds),
  })),
  {
    ...{ id: "busy", title: "busy node, 2 min", leastMoved: "nobody", wholeNode: true },
    background: busyProcessors,
    disrupt: twoMinutes,
  },
  {
    ...{ id: "busy-delete", title: "pod deleted, busy node", leastMoved: "somebody" },
    wholeNode: true,
    background: busyProcessors,
    disrupt: podDeletion,
  },
  {
    ...{ id: "neighbours-delete", title: "pod deleted, busy neighbours", leastMoved: "somebody" },
    wholeNode: true,
    background: busyNeighbours,
    disrupt: podDeletion,
  },
];

/** Does the work while that goes on which the disruption has in its background. */
export async function inBackgroundOf<Result>(
  { background }: Disruption,
  work: () => Promise<Result>,
): Promise<Result> {
  const end = await background?.();
  try {
    return await work();
  } finally {
    await end?.();
  }
}

/** Has it as many pods again as before the disruptions. */
export function restore(target: Workload): Promise<void> {
  return scaleTo(target, pods);
}
