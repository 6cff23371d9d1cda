import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import type { OnPlatform } from "../platform";
import { logFile, runningProcess, startProcess, stopProcess } from "../process/process";
import type { Programs } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { waitUntil } from "../process/wait";
import type { Condition, KubernetesObject, Service, Start, Stop } from "./service";

/** How the process of a service is run. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to a PATH that holds the lab's programs and the system's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration files to write first: content by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders to make first; absolute paths. */
  readonly folders?: readonly string[];
}

/** What one process service has of its own. */
export interface ProcessService extends OnPlatform {
  readonly name: string;
  readonly describe: string;
  readonly needs: readonly string[];
  readonly manifests?: readonly KubernetesObject[];
  /** Where it listens. */
  readonly address: string;
  version(programs: Programs): string | undefined;
  command(programs: Programs): Command;
  /** What is missing before the service can be used; undefined when it is ready. */
  missing(programs: Programs): Promise<string | undefined>;
  /** How long it may take to be ready. `@default` 60 */
  readonly readySeconds?: number;
  /** How long it may take to end after SIGTERM. `@default` 5 */
  readonly graceSeconds?: number;
  /** See `Service`. */
  withdraw?(start: Start): Promise<void>;
  /** Removes what the process leaves outside the folder of the lab's state. */
  cleanUp?(stop: Stop): Promise<void>;
}

const logLinesInError = 15;

/** A service that is one process; the program and its configuration are all that differ. */
export function processService(service: ProcessService): Service {
  const { name, graceSeconds = 5, readySeconds = 60 } = service;

  /** Fails at once, not after the whole wait, when the process has ended. */
  async function missing(programs: Programs): Promise<string | undefined> {
    if (!runningProcess(name)) {
      throw new Error("the process has ended");
    }
    return service.missing(programs);
  }

  return {
    name,
    describe: service.describe,
    platform: service.platform,
    addon: service.addon,
    needs: service.needs,
    manifests: service.manifests,
    ...(service.withdraw && { withdraw: service.withdraw.bind(service) }),

    async start({ programs, report, signal }) {
      const command = service.command(programs);
      const fingerprint = fingerprintOf(command);
      const earlier = runningProcess(name);
      if (earlier && earlier.fingerprint !== fingerprint) {
        report("restarts with the changed settings");
      }
      try {
        if (earlier?.fingerprint !== fingerprint) {
          await stopProcess(name, graceSeconds);
          await prepare(command);
          await startProcess({
            name,
            program: command.program,
            args: command.args,
            env: { PATH: searchPath(programs), HOME: stateFiles.configuration, ...command.env },
            fingerprint,
          });
        }
        await waitUntil(() => missing(programs), { seconds: readySeconds, signal });
      } catch (error) {
        if (signal.aborted) {
          throw error;
        }
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${name}: ${reason}\n${await lastLines(logFile(name))}`);
      }
    },

    async check(programs): Promise<Condition> {
      const record = runningProcess(name);
      const known = { address: service.address, version: service.version(programs) };
      if (!record) {
        return { ...known, state: "stopped", reason: "its process is not running" };
      }
      const { pid, since } = record;
      const reason = await service.missing(programs);
      return {
        ...known,
        pid,
        since,
        ...(reason ? { state: "failing", reason } : { state: "running" }),
      };
    },

    async stop(stop) {
      await stopProcess(name, graceSeconds);
      await service.cleanUp?.(stop);
    },
  };
}

async function prepare({ files = {}, folders = [] }: Command): Promise<void> {
  await mkdir(stateFiles.configuration, { recursive: true });
  for (const folder of folders) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { mode: 0o600 });
  }
}

function searchPath({ debian }: Programs): string {
  return [...debian.path, "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"].join(":");
}

/** The same for the same program, arguments, environment and files. */
function fingerprintOf(command: Command): string {
  return createHash("sha256").update(JSON.stringify(command)).digest("hex");
}

async function lastLines(path: string): Promise<string> {
  const log = await readFile(path, "utf8").catch(() => "");
  const lines = log.trimEnd().split("\n").slice(-logLinesInError);
  return [`The end of its log, ${path}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
