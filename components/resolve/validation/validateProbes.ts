import { leastDrainSeconds } from "../../affinity/drainTime";
import type { Dialect } from "../../affinity/dialect";
import type { Problem } from "../../affinity/problem";
import type { ProbeArgs, ProbesArgs } from "../../args/probeArgs";
import type { Drain } from "../../workload/drain";
import { defaultTimings, type ProbeTiming, readinessTiming } from "../../workload/probes";
import { isUrlPath, isWholeNumber } from "./formats";

/**
 * What is wrong with the probes.
 *
 * @param drain what the readiness probe has to tell of in time
 * @param dialect the controller, which takes its time to leave a pod that is not ready
 */
export function validateProbes(
  args: ProbesArgs,
  drain: Drain,
  dialect: Dialect | undefined,
): Problem[] {
  const { readiness = {}, liveness, startup = {} } = args;
  const problems = [
    ...probeProblems("readiness", readiness),
    ...(liveness ? probeProblems("liveness", liveness) : []),
    ...probeProblems("startup", startup),
  ];
  return problems.length > 0
    ? problems
    : [
        ...tooLateToDrain(readiness, drain, leastDrainSeconds(dialect)),
        ...restartsTooSoon(args, drain),
      ];
}

const ranges = [
  ["port", 65_535],
  ["periodSeconds", 3_600],
  ["timeoutSeconds", 3_600],
  ["failureThreshold", 10_000],
] as const;

function probeProblems(probe: keyof typeof defaultTimings, args: ProbeArgs): Problem[] {
  const problems: Problem[] = [];
  if (typeof args.path === "string" && !isUrlPath(args.path)) {
    problems.push({
      setting: `${probe}.path`,
      got: args.path,
      allowed: "a path that begins with /, without spaces, ? and #",
      example: "/",
    });
  }
  for (const [name, most] of ranges) {
    const given = args[name];
    if (typeof given === "number" && !isWholeNumber(given, 1, most)) {
      problems.push({
        setting: `${probe}.${name}`,
        got: given,
        allowed: `a whole number from 1 to ${most}`,
        example: name === "port" ? "8080" : String(defaultTimings[probe][name]),
      });
    }
  }
  for (const [name, value] of Object.entries(args.headers ?? {})) {
    // A token of RFC 9110; the API server refuses others.
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
      problems.push({
        setting: `${probe}.headers`,
        got: name,
        allowed: "names of letters, digits and -",
        example: null,
      });
    } else if (typeof value === "string" && /[^\t\x20-\x7e]/.test(value)) {
      problems.push({
        setting: `${probe}.headers.${name}`,
        got: value,
        allowed: "printable characters of ASCII",
        example: null,
      });
    }
  }
  return problems;
}

/** The application says that it is about to end, and a proxy has to hear of that while it still serves. */
function tooLateToDrain(
  readiness: ProbeArgs,
  { mode, seconds }: Drain,
  controllerSeconds: number,
): Problem[] {
  const most = Math.max(1, seconds - controllerSeconds);
  const noticed = failsAfter({ ...readinessTiming(mode), ...withoutUnset(readiness) });
  if (mode !== "app" || noticed <= most) {
    return [];
  }
  const setting = (readiness.periodSeconds ?? 1) > most ? "periodSeconds" : "failureThreshold";
  return [
    {
      setting: `readiness.${setting}`,
      got: readiness[setting],
      reason: `with drain app the pod is seen to end only after ${noticed} s, and a proxy may take ${controllerSeconds} s more of the ${seconds} s`,
      allowed: `periodSeconds times failureThreshold at most ${most}`,
      example: "1",
    },
  ];
}

/** A container that is restarted before its clients have been moved takes their requests down with it. */
function restartsTooSoon({ readiness = {}, liveness }: ProbesArgs, { mode }: Drain): Problem[] {
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
