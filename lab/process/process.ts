import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { folders } from "../state/folders";
import {
  groupLeader,
  isRunning,
  processIdentity,
  type ProcessIdentity,
  processIds,
} from "./processIdentity";
import { stateFiles } from "../state/stateFiles";

/** What is kept of a process that the lab started. */
export interface ProcessRecord extends ProcessIdentity {
  /** When it was started, ISO 8601. */
  readonly since: string;
  /** Start times count from boot: without this one could repeat after a reboot. */
  readonly bootId: string;
  /** Changes with whatever the process is started with. */
  readonly fingerprint: string;
}

/** How a process is started. */
export interface ProcessStart {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** The whole environment: nothing of the user's (proxies, KUBECONFIG) gets in by itself. */
  readonly env: Readonly<Record<string, string>>;
  readonly fingerprint: string;
}

/** Where the process called `name` writes what it has to say. */
export function logFile(name: string): string {
  return join(folders.logs, `${name}.log`);
}

function recordFile(name: string): string {
  return join(stateFiles.processes, `${name}.json`);
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** The record of the process called `name` if just that process still runs. */
export function runningProcess(name: string): ProcessRecord | undefined {
  const record = recordedProcess(name);
  return record && isRunning(record) ? record : undefined;
}

/** The id of the process group called `name`, if its leader or something that it started still runs. */
export function processGroup(name: string): number | undefined {
  const record = recordedProcess(name);
  return record && (isRunning(record) || orphansOf(record).length > 0) ? record.pid : undefined;
}

/** The record of the process called `name` if it was started since this boot, whether it runs or not. */
function recordedProcess(name: string): ProcessRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(recordFile(name), "utf8")) as ProcessRecord;
    return record.bootId === bootId() ? record : undefined;
  } catch {
    // No record, or one cut short by the end of the machine: either way nothing to be found by it.
    return undefined;
  }
}

/**
 * What a process that is gone has left of its group. The group's id is given to nobody else for as long, but
 * may have been before: what is the lab's works in the lab's folder.
 */
function orphansOf({ pid: group }: ProcessIdentity): ProcessIdentity[] {
  if (processIdentity(group)) {
    return [];
  }
  return processIds()
    .filter((pid) => groupLeader(pid) === group && isInState(pid))
    .flatMap((pid) => processIdentity(pid) ?? []);
}

function isInState(pid: number): boolean {
  try {
    return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folders.state}/`);
  } catch {
    return false;
  }
}

/**
 * Starts a process that outlives this one, in a session of its own, so that no Ctrl-C reaches it.
 *
 * @throws when the program cannot be run
 */
export async function startProcess(start: ProcessStart): Promise<ProcessRecord> {
  const { name, program, args, env, fingerprint } = start;
  mkdirSync(folders.logs, { recursive: true });
  mkdirSync(stateFiles.processes, { recursive: true });
  const log = openSync(logFile(name), "a");
  try {
    const child = spawn(program, args, {
      cwd: folders.state,
      detached: true,
      env,
      stdio: ["ignore", log, log],
    });
    const identity = child.pid === undefined ? undefined : processIdentity(child.pid);
    if (!identity) {
      await new Promise((_, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => {
          reject(new Error(`${program} ended at once with exit code ${code ?? "none"}`));
        });
      });
      throw new Error(`${program} could not be started`);
    }
    const since = new Date().toISOString();
    const record: ProcessRecord = { ...identity, since, bootId: bootId(), fingerprint };
    // Written in the same turn as the start: an interruption finds every process recorded.
    writeFileSync(recordFile(name), JSON.stringify(record));
    child.unref();
    return record;
  } finally {
    closeSync(log);
  }
}

/** Stops the process called `name`: asks it first, then ends its whole group, which may have outlived it. */
export async function stopProcess(name: string, graceSeconds: number): Promise<void> {
  const record = recordedProcess(name);
  if (record && isRunning(record)) {
    signalGroup(record.pid, "SIGTERM");
    if (!(await ended(record, graceSeconds))) {
      signalGroup(record.pid, "SIGKILL");
      if (!(await ended(record, 5))) {
        throw new Error(`process ${record.pid} (${name}) does not end, not even by SIGKILL`);
      }
    }
  }
  if (record) {
    // What it started may have missed the signal, or lived on when it was killed.
    await killProcesses(orphansOf(record));
  }
  await rm(recordFile(name), { force: true });
}

/** Ends just these processes at once; those that are gone are no error. */
export async function killProcesses(processes: readonly ProcessIdentity[]): Promise<void> {
  for (const identity of processes) {
    if (isRunning(identity)) {
      send(identity.pid, "SIGKILL");
    }
  }
  await Promise.all(processes.map((identity) => ended(identity, 5)));
}

async function ended(identity: ProcessIdentity, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (isRunning(identity)) {
    if (performance.now() > deadline) {
      return false;
    }
    await sleep(25);
  }
  return true;
}

/** Each of the lab's processes leads a process group of its own. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  send(-pid, signal);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) {
      throw error;
    }
  }
}
