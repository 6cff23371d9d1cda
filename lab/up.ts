import { mkdir, readdir } from "node:fs/promises";
import { exists } from "./state/exists";
import type { Addon } from "./addons";
import { folders } from "./state/folders";
import type { Service } from "./services/service";
import { allServices, servicesOf } from "./services/services";
import type { Platform } from "./platform";
import { prerequisiteProblems } from "./prerequisites/prerequisites";
import { processGroup, runningProcess } from "./process/process";
import { type Programs, recordedPrograms, recordPrograms } from "./programs/programs";
import type { Report } from "./progress/report";
import { resolvePrograms } from "./programs/resolve";
import { labStatus } from "./status/status";
import { stateFiles } from "./state/stateFiles";
import { runSteps } from "./progress/steps";
import type { LabOptions } from "./options";
import { locked } from "./state/labLock";
import { stopEverything } from "./down";
import { keepLogs, withKeptLogs } from "./state/failedLogs";

/** How the lab is brought up. */
export interface UpOptions extends LabOptions {
  /** What the lab is to be. `@default` what it is; a new one `kubernetes` */
  readonly platform?: Platform;
  /** What is to run beside the platform's own. `@default` what does; in a new lab nothing */
  readonly addons?: readonly Addon[];
  /** Leaves what a failed start has brought up, to be looked at. */
  readonly retain: boolean;
  /** Gives up and takes down what was started. */
  readonly signal: AbortSignal;
}

/** What `up` did, and what the lab is now. */
export interface UpResult {
  readonly outcome: "started" | "switched" | "repaired" | "already running";
  readonly platform: Platform;
}

/**
 * Brings the lab up, or repairs one that is there: whatever is missing or has changed is started. A lab
 * of another platform is switched: services that do not belong are stopped, the cluster's data is kept.
 *
 * @throws an error with every prerequisite that is not met, before anything is started; the error
 *   of the service that failed, after everything that was started is taken down again
 */
export async function up(options: UpOptions): Promise<UpResult> {
  return locked(options, async () => {
    options.signal.throwIfAborted();
    const fresh = !(await exists(stateFiles.processes));
    const before = processIds();
    const addons = options.addons ?? (await recordedPrograms())?.addons ?? [];
    const [problems, status] = await Promise.all([prerequisiteProblems(addons), labStatus()]);
    const platform = options.platform ?? status.platform ?? "kubernetes";
    if (problems.length > 0) {
      throw new Error(problems.join("\n"));
    }
    try {
      await mkdir(folders.state, { recursive: true, mode: 0o700 });
      await start(platform, addons, options);
    } catch (error) {
      if (!fresh || options.retain) {
        options.report("What was started keeps running. Take it down: npm run lab -- down");
        throw error;
      }
      options.report("Taking down what was started.");
      await keepLogs();
      await stopEverything(options);
      throw withKeptLogs(error);
    }
    if (fresh) {
      return { outcome: "started", platform };
    }
    if (status.platform !== platform) {
      return { outcome: "switched", platform };
    }
    const unchanged = processIds().every((id) => before.includes(id));
    return { outcome: status.healthy && unchanged ? "already running" : "repaired", platform };
  });
}

async function start(
  platform: Platform,
  addons: readonly Addon[],
  { progress, report, signal }: UpOptions,
): Promise<void> {
  if (!(await builtBefore())) {
    report(
      "The first start builds Kubernetes and the other programs from source. " +
        "That takes about a quarter of an hour on two cores.",
    );
  }
  const programs = await resolvePrograms(platform, addons, progress, signal);
  await recordPrograms(programs);
  const foreign = foreignServices(programs);
  for (const service of foreign) {
    await service.stop({ programs, report });
  }
  const starting = servicesOf(platform, addons).map((service) => ({
    name: service.name,
    needs: service.needs,
    run: async (say: Report, stepSignal: AbortSignal) =>
      service.start({ programs, report: say, signal: stepSignal }),
  }));
  const withdrawing = foreign
    .filter((service) => typeof service.withdraw === "function")
    .map((service) => ({
      name: `no ${service.name}`,
      needs: ["kube-apiserver"],
      run: async (say: Report, stepSignal: AbortSignal) =>
        service.withdraw?.({ programs, report: say, signal: stepSignal }),
    }));
  const steps = [...starting, ...withdrawing];
  await runSteps(steps, progress(steps.map(({ name }) => name)), signal);
}

/**
 * The services of other platforms, and addons that are no longer asked for, each before those that it
 * needs: they would take the ports, or change what goes into the cluster.
 */
function foreignServices({ platform, addons }: Programs): Service[] {
  const own = new Set(servicesOf(platform, addons).map(({ name }) => name));
  // Not each service of an addon is a process.
  const running = allServices.filter(({ name }) => processGroup(name) !== undefined);
  const there = new Set(running.map(({ addon }) => addon));
  return [...allServices]
    .reverse()
    .filter(({ name, addon }) => !own.has(name) && (addon === undefined || there.has(addon)));
}

/** Whether there is a Kubernetes in the cache, which is most of the work. */
async function builtBefore(): Promise<boolean> {
  const entries = await readdir(folders.cache).catch((): string[] => []);
  return entries.some((name) => name.startsWith("kubernetes-"));
}

/** The processes of the lab that run now. */
function processIds(): number[] {
  return allServices.flatMap(({ name }) => runningProcess(name)?.pid ?? []);
}
