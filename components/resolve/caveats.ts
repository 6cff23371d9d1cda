import { argsSettings } from "../args/settings.generated";
import type { Context } from "./context";
import type { ArgsSource } from "./report";

/** What is no problem and still has to be known before anything is made: a sentence or two each. */
export function caveatsOf(context: Context, source: ArgsSource): string[] {
  return memoryCaveat(context, source);
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
