import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { exists } from "./state/exists";
import type { Addon } from "./addons";
import { folders } from "./state/folders";
import { withLock } from "./state/lock";
import { unmountBelow } from "./state/mounts";
import { otherLab } from "./state/otherLab";
import { type ApplicationImageName, buildImage, type ImageArchive } from "./images/image";
import { importImages } from "./services/images";
import type { Service } from "./services/service";
import { allServices, servicesOf } from "./services/services";
import type { Platform } from "./platform";
import { prerequisiteProblems } from "./prerequisites/prerequisites";
import { processGroup, runningProcess } from "./process/process";
import { type Programs, recordedPrograms, recordPrograms } from "./programs/programs";
import type { Progress } from "./progress/progress";
import type { Report } from "./progress/report";
import { resolvePrograms } from "./programs/resolve";
import { labStatus } from "./status/status";
import { stateFiles } from "./state/stateFiles";
import { reversed, runSteps } from "./progress/steps";
import { abandonable } from "./process/wait";

/** Never aborted: what is taken down is taken down to the end. */
const never = new AbortController().signal;

/** How the lab is brought up or taken down. */
export interface LabOptions {
  readonly progress: Progress;
  /** Told what happens apart from the steps. */
  readonly report: Report;
}

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

/** Where the logs of a start that failed are kept when the rest is taken down. */
export const failedLogs = join(folders.root, "logs-of-failed-start");

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

/**
 * Takes the lab down, and removes what a killed one left.
 *
 * @returns whether there was anything
 * @throws what could not be removed, after everything else was
 */
export async function down(options: LabOptions): Promise<boolean> {
  return locked({ ...options, signal: never }, async () => {
    const there = await exists(stateFiles.processes);
    await stopEverything(options);
    return there;
  });
}

/**
 * Makes images of applications and gives them to the lab that is up.
 *
 * @returns the name to use of each, in their order
 * @throws where the lab is not up
 */
export async function addImages(
  names: readonly ApplicationImageName[],
  options: LabOptions,
): Promise<string[]> {
  return locked({ ...options, signal: never }, async () => {
    const programs = await recordedPrograms();
    if (programs === undefined || runningProcess("containerd") === undefined) {
      throw new Error("The lab is not up. Bring it up: npm run lab -- up");
    }
    const made: Record<string, ImageArchive> = {};
    const steps = names.map((name) => ({
      name: `image ${name}`,
      needs: [],
      run: async (report: Report) => {
        made[name] = await buildImage(name, report);
        await importImages(programs, { [name]: made[name] }, report);
      },
    }));
    await runSteps(steps, options.progress(steps.map((step) => step.name)), never);
    return names.flatMap((name) => made[name]?.references[0] ?? []);
  });
}

async function stopEverything({ progress }: LabOptions): Promise<void> {
  const programs = await recordedPrograms();
  const failures: Error[] = [];
  // The system objects are the other's, and ours cannot have been up beside it.
  if (!(await otherLab())) {
    const steps = reversed(allServices).map((service) => ({
      name: service.name,
      needs: service.needs,
      run: async (report: Report) => {
        try {
          await service.stop({ programs, report });
        } catch (error) {
          // One service that resists keeps none of the others.
          failures.push(new Error(`${service.name}: ${String(error)}`));
        }
      },
    }));
    await runSteps(steps, progress(steps.map(({ name }) => name)), never);
  }
  await unmountBelow(folders.state);
  if (failures.length > 0) {
    throw new Error(failures.map(({ message }) => message).join("\n"));
  }
  await rm(folders.state, { recursive: true, force: true });
}

/** One `up` or `down` at a time. */
async function locked<T>(
  { report, signal }: Pick<UpOptions, "report" | "signal">,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(folders.root, { recursive: true });
  let obtained!: () => void;
  const lock = new Promise<void>((resolve) => {
    obtained = resolve;
  });
  const done = withLock(
    join(folders.root, "lab.lock"),
    async () => {
      obtained();
      return work();
    },
    (pid) => {
      report(`Process ${pid} is starting or stopping the lab; waiting for it.`);
    },
  );
  // The wait can be given up; work that has begun comes to its own end.
  await abandonable(Promise.race([lock, done]), signal);
  return done;
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

async function keepLogs(): Promise<void> {
  await rm(failedLogs, { recursive: true, force: true });
  if (await exists(folders.logs)) {
    await rename(folders.logs, failedLogs);
  }
}

/** The same error with the paths that its logs have now. */
function withKeptLogs(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(message.replaceAll(folders.logs, failedLogs), { cause: error });
}
