import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import execa from "execa";

/** What a command took. */
export interface Taken {
  /** From its start to its end. */
  readonly seconds: number;
  /** Of all its processes, also of those that nobody waited for, such as Pulumi's plugins. */
  readonly processorSeconds: number;
}

/** A command whose cost is to be known. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Where version 1 of control groups counts processor time; version 2 counts it in every group. */
const version1 = "/sys/fs/cgroup/cpuacct";
const isVersion1 = existsSync(version1);

/** How long processes that outlive their command may go on. */
const millisecondsToEnd = 5000;

/**
 * Runs a command in a control group of its own, whose processor time is that of all its processes.
 *
 * @throws Error with the end of what the command printed where it fails, or is interrupted
 */
export async function takenBy(command: Command): Promise<Taken> {
  const group = join(
    isVersion1 ? version1 : "/sys/fs/cgroup",
    `bench-${randomBytes(4).toString("hex")}`,
  );
  mkdirSync(group);
  try {
    const start = performance.now();
    await run(command, group);
    const seconds = (performance.now() - start) / 1000;
    await ended(group);
    return { seconds, processorSeconds: processorSeconds(group) };
  } finally {
    await ended(group);
    rmdirSync(group);
  }
}

async function run(command: Command, group: string): Promise<void> {
  const { program, args, folder, environment, signal } = command;
  signal.throwIfAborted();
  const joinAndRun = 'echo $$ > "$0" && exec "$@"';
  const child = execa("bash", ["-c", joinAndRun, join(group, "cgroup.procs"), program, ...args], {
    ...{ cwd: folder, env: environment, stdin: "ignore", all: true, reject: false },
  });
  const interrupt = () => {
    // It ends in good order, as by Ctrl-C.
    child.kill("SIGINT");
  };
  signal.addEventListener("abort", interrupt, { once: true });
  const { failed, all = "" } = await child;
  signal.removeEventListener("abort", interrupt);
  signal.throwIfAborted();
  if (failed) {
    const lines = all.trimEnd().split("\n").slice(-20).join("\n");
    throw new Error(`\`${[program, ...args].join(" ")}\` failed:\n${lines}`);
  }
}

/** Waits until nothing of the group runs any more. */
async function ended(group: string): Promise<void> {
  const until = performance.now() + millisecondsToEnd;
  const runs = () => readFileSync(join(group, "cgroup.procs"), "utf8") !== "";
  while (runs() && performance.now() < until) {
    await sleep(20);
  }
}

function processorSeconds(group: string): number {
  if (isVersion1) {
    return Number(readFileSync(join(group, "cpuacct.usage"), "utf8")) / 1e9;
  }
  const stat = readFileSync(join(group, "cpu.stat"), "utf8");
  return Number(/^usage_usec (\d+)$/m.exec(stat)?.[1]) / 1e6;
}
