import { readdirSync, readFileSync } from "node:fs";

/** One process, told apart from a later one that was given the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from the machine's boot to the start of the process: field 22 of /proc/PID/stat. */
  readonly startTime: string;
}

/** The process that has the id `pid` now; undefined when there is none or only its zombie. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  const fields = statusFields(pid);
  const [state, startTime] = [fields[0], fields[19]];
  return startTime === undefined || state === "Z" || state === "X" ? undefined : { pid, startTime };
}

/** The id of the process that started the process `pid`, or that took it over; undefined when `pid` is gone. */
export function parentOf(pid: number): number | undefined {
  const [, parent] = statusFields(pid);
  return parent === undefined ? undefined : Number(parent);
}

/** The program that the process `pid` was started with, as it was named then, and its arguments; empty when it is gone. */
export function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** The ids of all processes. */
export function processIds(): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

/** The id of the process that leads the group of the process `pid`; undefined when that is gone. */
export function groupLeader(pid: number): number | undefined {
  const [, , group] = statusFields(pid);
  return group === undefined ? undefined : Number(group);
}

/** /proc/PID/stat from field 3 on; empty when there is no such process. */
function statusFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 2 is the program's name in parentheses, which may hold spaces and parentheses itself.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
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
