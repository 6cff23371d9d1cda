import type { Dialect } from "./dialect";
import { listAt, valueAt } from "./objects";

/** The readiness probe, which is made each second, and the EndpointSlice that its result goes into, in seconds. */
const untilTheController = 2;

/** For a controller that documents no time of its own, in seconds. */
const leastOfAll = 5;

/** How long a pod has to serve on at least after it was told to end, in whole seconds, for its controller to leave it in time. */
export function leastDrainSeconds(dialect: Pick<Dialect, "podUpdates"> | undefined): number {
  const { seconds = 0 } = dialect?.podUpdates ?? {};
  return Math.max(leastOfAll, Math.ceil(seconds + untilTheController));
}

/** Why: a sentence without a full stop. */
export function whyLeastDrainSeconds(
  dialect: Pick<Dialect, "title" | "podUpdates"> | undefined,
): string {
  return dialect?.podUpdates === undefined
    ? "the proxy may take some seconds to leave a pod that is about to end"
    : `${dialect.title} may act on a change of the pods ${dialect.podUpdates.seconds} s late (${dialect.podUpdates.setting}), and the pod's readiness reaches it within ${untilTheController} s`;
}

/**
 * How long a preStop hook holds the end of its container up, in seconds, by the kubelet's `sleep` or the command of
 * the name; `undefined` where it does neither.
 */
export function sleepSecondsOf(preStop: unknown): number | undefined {
  const own = valueAt(preStop, "sleep", "seconds");
  const command = /(?:^|[\s/;&])sleep (\d+)(?:s?)(?=$|[\s;&])/.exec(
    listAt(preStop, "exec", "command").join(" "),
  );
  return typeof own === "number" ? own : command ? Number(command[1]) : undefined;
}
