import type { Check } from "../checks/check";
import { podDeleted, podKilled } from "./podLoss";
import { rollingRestart } from "./rollingRestart";
import { scaledUpAndBack } from "./scale";

/** What can be done to the application, in the order in which it is done. */
export const disruptions = ["pod-deletion", "rolling-restart", "scale", "forced-kill"] as const;
export type Disruption = (typeof disruptions)[number];

const checks: Readonly<Record<Disruption, Check>> = {
  "pod-deletion": podDeleted,
  "rolling-restart": rollingRestart,
  scale: scaledUpAndBack,
  "forced-kill": podKilled,
};

/** The checks of the chosen disruptions. */
export function checksOf(chosen: readonly Disruption[]): Check[] {
  return disruptions.filter((name) => chosen.includes(name)).map((name) => checks[name]);
}
