import { readFileSync } from "node:fs";

/** One process, told apart from a later one that was given the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from the machine's boot to the start of the process: field 22 of /proc/PID/stat. */
  readonly startTime: string;
}

/** The process that has the id `pid` now; undefined when there is none or only its zombie. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // Field 2 is the program's name in parentheses, which may hold spaces and parentheses itself.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const startTime = rest[18];
  return startTime === undefined || state === "Z" || state === "X" ? undefined : { pid, startTime };
}

/** Whether just this process still runs. */
export function isRunning({ pid, startTime }: ProcessIdentity): boolean {
  return processIdentity(pid)?.startTime === startTime;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  const identity = processIdentity(process.pid);
  if (!identity) {
    throw new Error(
      `The lab needs Linux: /proc/${process.pid}/stat cannot be read on ${process.platform}.`,
    );
  }
  return identity;
}
