import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../e2e/support/eventually";

/** How an application is started. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface PodArgs extends Command {
  /** Where it runs, and where its log is. */
  readonly folder: string;
  readonly port: number;
  /** Answers 200 when the application is up. */
  readonly readyPath: string;
}

/** A cold Java on a busy machine takes that long to start, in milliseconds. */
const startTimeoutMilliseconds = 120_000;

/** A process of an application, as a pod has one. */
export class Pod {
  readonly url: string;

  private constructor(
    private readonly process: ChildProcess,
    port: number,
  ) {
    this.url = `http://127.0.0.1:${port}/`;
  }

  /** Starts it, and waits until it answers. */
  static async start(args: PodArgs): Promise<Pod> {
    const { command, folder, port, readyPath } = args;
    const logFile = join(folder, "pod.log");
    const log = openSync(logFile, "w");
    const child = spawn(command, args.args, {
      cwd: folder,
      env: { ...process.env, ...args.environment },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    const pod = new Pod(child, port);
    try {
      await eventually(async () => {
        const { status } = await fetch(new URL(readyPath, pod.url));
        if (status !== 200) {
          throw new Error(`status ${status}`);
        }
      }, startTimeoutMilliseconds);
      return pod;
    } catch (error) {
      await pod.kill();
      throw new Error(`${command} does not answer:\n${await readFile(logFile, "utf8")}`, {
        cause: error,
      });
    }
  }

  async kill(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGKILL");
      await once(this.process, "exit");
    }
  }
}
