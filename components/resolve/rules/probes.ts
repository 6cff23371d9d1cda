import { leastDrainSeconds } from "../../affinity/drainTime";
import type { Problem } from "../../affinity/problem";
import type { DrainMode, ProbeArgs } from "../../args/stickyAppArgs";
import { defaultTimings, type ProbeTiming, readinessTiming } from "../../workload/probes";
import type { Context, Rule } from "../context";

/** The probes find out in time: that the application is about to end, and that nobody is left before a restart. */
export const checkProbes: Rule = (context) => {
  const { args, isRefused } = context;
  const { mode } = args.drain;
  const uncertain = ["readiness", "liveness", "drain.mode", "drain.seconds"].some(isRefused);
  return mode === undefined || uncertain
    ? []
    : [...tooLateToDrain(context, mode), ...restartsTooSoon(context, mode)];
};

/** The application says that it is about to end, and a proxy has to hear of that while it still serves. */
function tooLateToDrain({ args, dialect }: Context, mode: DrainMode): Problem[] {
  const { readiness = {}, drain } = args;
  const { seconds } = drain;
  const controllerSeconds = leastDrainSeconds(dialect);
  const most = Math.max(1, seconds - controllerSeconds);
  const noticed = failsAfter({ ...readinessTiming(mode), ...withoutUnset(readiness) });
  if (mode !== "app" || noticed <= most) {
    return [];
  }
  const setting = (readiness.periodSeconds ?? 1) > most ? "periodSeconds" : "failureThreshold";
  return [
    {
      setting: `readiness.${setting}`,
      ...(readiness[setting] !== undefined && { got: readiness[setting] }),
      reason: `with {drain.mode} app the pod is seen to end only after ${noticed} s, and a proxy may take ${controllerSeconds} s more of the ${seconds} s`,
      allowed: `periodSeconds times failureThreshold at most ${most}`,
      example: "1",
    },
  ];
}

/** A container that is restarted before its clients have been moved takes their requests down with it. */
function restartsTooSoon({ args }: Context, mode: DrainMode): Problem[] {
  const { readiness = {}, liveness } = args;
  if (!liveness) {
    return [];
  }
  const ready = failsAfter({ ...readinessTiming(mode), ...withoutUnset(readiness) });
  const timing = { ...defaultTimings.liveness, ...withoutUnset(liveness) };
  const alive = failsAfter(timing);
  return alive > ready
    ? []
    : [
        {
          setting: "liveness.failureThreshold",
          got: timing.failureThreshold,
          reason: `the container would be restarted after ${alive} s, and its clients are moved after ${ready} s`,
          allowed: `periodSeconds times failureThreshold above ${ready}`,
          example: String(Math.floor(ready / timing.periodSeconds) + 1),
        },
      ];
}

/** After how many seconds at least a probe of an application that refuses has failed. */
function failsAfter({
  periodSeconds,
  failureThreshold,
}: Pick<ProbeTiming, "periodSeconds" | "failureThreshold">): number {
  return periodSeconds * failureThreshold;
}

/** So that a property that is there and undefined does not hide a default. */
function withoutUnset(args: ProbeArgs): Partial<ProbeTiming> {
  const { periodSeconds, timeoutSeconds, failureThreshold } = args;
  return {
    ...(periodSeconds !== undefined && { periodSeconds }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(failureThreshold !== undefined && { failureThreshold }),
  };
}
