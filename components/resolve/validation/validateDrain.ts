import type { Dialect } from "../../affinity/dialect";
import { leastDrainSeconds, whyLeastDrainSeconds } from "../../affinity/drainTime";
import type { Problem } from "../../affinity/problem";
import {
  type DrainArgs,
  type DrainMode,
  drainModes,
  type StickyAppArgs,
} from "../../args/stickyAppArgs";
import { defaultGate } from "../../workload/drain";
import { isImageReference, isUrlPath, isWholeNumber } from "./formats";

/** A day: whoever waits longer for a pod to end has another problem. */
const longest = 86_400;

/**
 * What is wrong with how a pod ends.
 *
 * @param followingCookies the controller that keeps clients on a terminating pod, none if it drops such a
 *   pod at once
 * @param dialect the controller, none if it is not known
 */
export function validateDrain(
  { drain = {}, port = 8080 }: StickyAppArgs,
  followingCookies: Pick<Dialect, "title" | "keepsUnreadyPods"> | undefined,
  dialect: Pick<Dialect, "title" | "podUpdates"> | undefined,
): Problem[] {
  const { mode } = drain;
  if (mode !== undefined && !drainModes.includes(mode)) {
    return [{ setting: "drain.mode", got: mode, allowed: drainModes.join(", "), example: "gate" }];
  }
  if (mode === "sleep" && followingCookies !== undefined) {
    return [
      {
        setting: "drain.mode",
        got: mode,
        reason: `${followingCookies.title} sends a client to the pod in its cookie until that pod is no longer serving, so all requests after the sleep would be lost`,
        allowed: "gate, app; off to lose requests",
        example: "gate",
      },
    ];
  }
  if (mode === "app" && followingCookies?.keepsUnreadyPods) {
    return [
      {
        setting: "drain.mode",
        got: mode,
        reason: `${followingCookies.title} keeps clients on a pod that is not ready, so all requests after the application's end would be lost`,
        allowed: "gate; off to lose requests",
        example: "gate",
      },
    ];
  }
  const effective = mode ?? (followingCookies === undefined ? "sleep" : "gate");
  return [
    ...uselessSettings(drain, effective),
    ...timeProblems(drain, dialect),
    ...valueProblems(drain, port, effective),
  ];
}

/** Which of the modes each setting has an effect with. */
const modesOf: readonly [
  setting: string,
  value: (drain: DrainArgs) => unknown,
  modes: readonly DrainMode[],
][] = [
  ["drain.seconds", ({ seconds }) => seconds, ["gate", "app", "sleep"]],
  ["drain.readinessPath", ({ readinessPath }) => readinessPath, ["app"]],
  ["drain.gate.image", ({ gate }) => gate?.image, ["gate"]],
  ["drain.gate.port", ({ gate }) => gate?.port, ["gate"]],
];

function uselessSettings(drain: DrainArgs, effective: DrainMode): Problem[] {
  return modesOf.flatMap(([setting, value, modes]) =>
    value(drain) === undefined || modes.includes(effective)
      ? []
      : [
          {
            setting,
            got: value(drain),
            reason: `it has no effect with drain ${effective}`,
            allowed: `unset, or drain ${modes.join(" or ")} beside it`,
            example: null,
          },
        ],
  );
}

function timeProblems(
  { mode, seconds, shutdownSeconds }: DrainArgs,
  dialect: Parameters<typeof validateDrain>[2],
): Problem[] {
  const problems: Problem[] = [];
  const least = leastDrainSeconds(dialect);
  if (mode !== "off" && seconds !== undefined) {
    if (!isWholeNumber(seconds, least, longest)) {
      problems.push({
        setting: "drain.seconds",
        got: seconds,
        reason: whyLeastDrainSeconds(dialect),
        allowed: `a whole number of seconds from ${least} to ${longest}; drain off for none`,
        example: "10",
      });
    }
  }
  if (shutdownSeconds !== undefined && !isWholeNumber(shutdownSeconds, 1, longest)) {
    problems.push({
      setting: "drain.shutdownSeconds",
      got: shutdownSeconds,
      allowed: `a whole number of seconds from 1 to ${longest}`,
      example: "20",
    });
  }
  return problems;
}

function valueProblems(
  { readinessPath, gate = {} }: DrainArgs,
  port: StickyAppArgs["port"],
  effective: DrainMode,
): Problem[] {
  const problems: Problem[] = [];
  if (effective === "app" && typeof readinessPath === "string" && !isUrlPath(readinessPath)) {
    problems.push({
      setting: "drain.readinessPath",
      got: readinessPath,
      allowed: "a path that begins with /, without spaces, ? and #",
      example: "/ready",
    });
  }
  if (effective !== "gate") {
    return problems;
  }
  if (typeof gate.image === "string" && !isImageReference(gate.image)) {
    problems.push({
      setting: "drain.gate.image",
      got: gate.image,
      allowed: "[registry/]repository[:tag][@digest], without spaces",
      example: defaultGate.image,
    });
  }
  const gatePort = gate.port ?? defaultGate.port;
  const free = gatePort === port ? gatePort + 1 : defaultGate.port;
  if (!isWholeNumber(gatePort, 1024, 65535) || gatePort === port) {
    problems.push({
      setting: "drain.gate.port",
      got: gatePort,
      ...(gatePort === port && { reason: "the application listens on it" }),
      allowed: "a whole number from 1024 to 65535, other than the application's port",
      example: String(free),
    });
  }
  return problems;
}
