import type { PodDirectory } from "../cluster/podDirectory";
import type { Gone } from "./judge";
import type { Move } from "./loadClient";

/** How much of its drain a pod had left when its last client was moved: the least of several pods. */
export interface DrainMargin {
  readonly pod: string;
  /** How long the pod serves on after it was told to end, in seconds. */
  readonly drainSeconds: number;
  /** How long after that its last client was answered by another pod, in milliseconds. */
  readonly lastMoveMilliseconds: number;
}

/**
 * The least margin of the pods that were told to end; undefined where none of them had a client and says how
 * long it serves on.
 */
export function drainMargin(
  directory: Pick<PodDirectory, "find">,
  gone: Gone,
  moves: readonly Move[],
): DrainMargin | undefined {
  const margins = [...gone].flatMap(([uid, goneAt]) => {
    const pod = directory.find(uid);
    const times = moves
      .filter(({ from, at }) => at >= goneAt && directory.find(from)?.uid === uid)
      .map(({ at }) => Math.round(at - goneAt));
    return pod?.drainSeconds === undefined || times.length === 0
      ? []
      : [
          {
            pod: pod.name,
            drainSeconds: pod.drainSeconds,
            lastMoveMilliseconds: Math.max(...times),
          },
        ];
  });
  return margins.sort((left, right) => millisecondsOf(left) - millisecondsOf(right))[0];
}

/** What was left, in milliseconds; below 0 where clients were moved only after the drain. */
export function millisecondsOf({ drainSeconds, lastMoveMilliseconds }: DrainMargin): number {
  return drainSeconds * 1000 - lastMoveMilliseconds;
}

/** The margin in words. */
export function describeMargin(margin: DrainMargin): string {
  const { drainSeconds, lastMoveMilliseconds, pod } = margin;
  const left = millisecondsOf(margin);
  const took = `the last client of ${pod} moved ${seconds(lastMoveMilliseconds)} after the pod was told to end`;
  return left >= 0
    ? `${took}, with ${seconds(left)} of its drain of ${drainSeconds} s left`
    : `${took}, ${seconds(-left)} after its drain of ${drainSeconds} s was over`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
