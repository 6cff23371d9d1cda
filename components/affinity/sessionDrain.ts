/** Why a pod that waited for its sessions waits no longer, as its drain gate writes it. */
export const DrainEnd = {
  /** The application has no session left. */
  Sessions: "no sessions left",
  /** Nobody has used the pod for long enough. */
  Idle: "nobody uses it",
  /** Whoever is still there is moved. */
  Time: "the time is over",
  /** Nothing listens on the application's port any more. */
  Application: "the application has ended",
} as const;
export type DrainEnd = (typeof DrainEnd)[keyof typeof DrainEnd];

/** The container that writes it, and the variable that says how long it may wait at the most, in seconds. */
export const gateContainer = "drain-gate";
export const sessionSecondsVariable = "SESSION_SECONDS";

/** How a pod's wait for its sessions has ended. */
export interface SessionWait {
  /** How long it took, in seconds. */
  readonly seconds: number;
  readonly end: DrainEnd;
}

/** The line that the drain gate writes, where `seconds` may be a shell's own expression. */
export function sessionWaitLine(seconds: string, end: string): string {
  return `drain: waited ${seconds} s: ${end}`;
}

/** What the log of a drain gate says; `undefined` while it waits, and for a gate that waits for no sessions. */
export function sessionWaitOf(log: string): SessionWait | undefined {
  const ends = Object.values(DrainEnd);
  const [, seconds, end] =
    new RegExp(`^${sessionWaitLine("(\\d+)", `(${ends.join("|")})`)}$`, "m").exec(log) ?? [];
  const known = ends.find((each) => each === end);
  return known === undefined ? undefined : { seconds: Number(seconds), end: known };
}
