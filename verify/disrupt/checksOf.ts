import type { Check } from "../checks/check";
import { type Disruption, disruptions } from "./disruptions";
import { podDeleted, podKilled } from "./podLoss";
import { rollingRestart } from "./rollingRestart";
import { rolloutWithSessions } from "./rolloutWithSessions";
import { scaledUpAndBack } from "./scale";
import { podStalled } from "./stall";

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
