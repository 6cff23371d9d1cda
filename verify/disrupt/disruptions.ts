import type { Check } from "../checks/check";
import { podDeleted, podKilled } from "./podLoss";
import { rollingRestart } from "./rollingRestart";
import { rolloutWithSessions } from "./rolloutWithSessions";
import { scaledUpAndBack } from "./scale";
import { podStalled } from "./stall";

/** What can be done to the application, in the order in which it is done. */
export const disruptions = [
  "stall",
  "pod-deletion",
  "rolling-restart",
  "rollout-with-sessions",
  "scale",
  "forced-kill",
] as const;
export type Disruption = (typeof disruptions)[number];

const checks: Readonly<Record<Disruption, Check>> = {
  stall: podStalled,
  "pod-deletion": podDeleted,
  "rolling-restart": rollingRestart,
  "rollout-with-sessions": rolloutWithSessions,
  scale: scaledUpAndBack,
  "forced-kill": podKilled,
};

/** The checks of the chosen disruptions. */
export function checksOf(chosen: readonly Disruption[]): Check[] {
  return disruptions.filter((name) => chosen.includes(name)).map((name) => checks[name]);
}
