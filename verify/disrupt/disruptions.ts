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
