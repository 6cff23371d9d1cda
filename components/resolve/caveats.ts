import { argsSettings } from "../args/settings.generated";
import type { Context } from "./context";
import type { ArgsSource } from "./report";

/** What is no problem and still has to be known before anything is made: a sentence or two each. */
export function caveatsOf(context: Context, source: ArgsSource): string[] {
  return [...memoryCaveat(context, source), ...sessionCaveat(context, source)];
}

/** The default limits are the demo's: another image may be killed at its first start, which looks like its own fault. */
function memoryCaveat({ name, given, args }: Context, { nameOf }: ArgsSource): string[] {
  const demo = argsSettings.find(({ property }) => property === "image")?.inStack;
  const { requests, limits } = given.resources ?? {};
  if (given.image === demo || (requests?.memory ?? limits?.memory) !== undefined) {
    return [];
  }
  const { memory, cpu } = args.resources.limits;
  const limit = typeof memory === "string" ? memory : "the default memory";
  const setting = nameOf("resources.limits.memory");
  return [
    `${name}: ${setting} is not set, so a pod that needs more memory than ${limit} is killed` +
      (limits?.cpu === undefined && typeof cpu === "string"
        ? `, and none gets more CPU than ${cpu}`
        : "") +
      `. That is enough for a small server; a Java application needs about 1Gi.`,
  ];
}

/** How long a pod may take to end where nobody has said otherwise, in seconds: cluster-autoscaler's `--max-graceful-termination-sec`. */
const usualLimit = 600;

/** Who ends a node may be less patient than a pod: the sessions that are left would be cut off without being moved. */
function sessionCaveat({ name, args }: Context, { nameOf }: ArgsSource): string[] {
  const { mode, sessionSeconds = 0, seconds } = args.drain;
  return mode !== "sessions" || sessionSeconds + seconds <= usualLimit
    ? []
    : [
        `${name}: by ${nameOf("drain.sessionSeconds")} a pod may take ${sessionSeconds + seconds} s to end. A cluster autoscaler ends the pods of a node that it removes after ${usualLimit} s unless it is told otherwise (--max-graceful-termination-sec), and some clouds give a node that they replace no more; what is left in the pod then is lost.`,
      ];
}
