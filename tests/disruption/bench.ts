import { once } from "node:events";
import { CommanderError } from "commander";
import { type Interruption, watchInterruption } from "../../verify/interruption";
import { terminalProgress } from "../../verify/progress";
import { kubectl } from "../e2e/support/cluster";
import { isLabUp, labSucceeds, useLabEnvironment } from "../e2e/support/lab";
import {
  forcedKill,
  nodeDrain,
  podDeletion,
  processKill,
  rollingRestart,
  scaleTo,
  scaling,
  type Workload,
} from "./events";
import { type BenchOptions, parseOptions } from "./options";
import { underLoad } from "./outcome";
import { type Report, type Row, saveReport, tableOf } from "./report";
import { type Setup, setups } from "./setups";

/** The part of `kubectl version` that is read. */
interface Version {
  readonly serverVersion: { readonly gitVersion: string };
}

const { step } = terminalProgress();

interface Event {
  readonly title: string;
  readonly disrupt: (workload: Workload) => Promise<void>;
}

const events: Readonly<Record<string, Event>> = {
  restart: { title: "rolling restart", disrupt: rollingRestart },
  delete: { title: "pod deleted", disrupt: podDeletion },
  drain: { title: "node drained", disrupt: nodeDrain },
  scale: { title: "3 to 5 to 2 pods", disrupt: scaling },
  kill: { title: "pod killed (grace 0)", disrupt: forcedKill },
  crash: { title: "kill -9 of the app", disrupt: processKill },
};

async function bench(options: BenchOptions, interruption: Interruption): Promise<void> {
  const wasUp = await isLabUp();
  if (!wasUp) {
    await step("bring up the lab", () => labSucceeds("up"));
  }
  try {
    await useLabEnvironment();
    const rows: Row[] = [];
    for (const setup of setups.filter(({ id }) => options.setups.includes(id))) {
      rows.push(...(await measure(setup, options, interruption)));
    }
    const report: Report = {
      date: new Date().toISOString(),
      kubernetes: (JSON.parse(await kubectl(["version", "--output=json"])) as Version).serverVersion
        .gitVersion,
      rows,
    };
    process.stdout.write(
      `${options.output === "json" ? JSON.stringify(report) : tableOf(report)}\n`,
    );
    if (options.save !== undefined) {
      process.stderr.write(`written: ${(await saveReport(report, options.save)).join(", ")}\n`);
    }
  } finally {
    if (!wasUp) {
      await step("take down the lab", () => labSucceeds("down"));
    }
  }
}

async function measure(
  setup: Setup,
  options: BenchOptions,
  { signal }: Interruption,
): Promise<Row[]> {
  signal.throwIfAborted();
  const deployed = await step(`deploy: ${setup.title}`, () => setup.deploy());
  const interrupted = once(signal, "abort").then(() => {
    throw signal.reason;
  });
  // It is raced below; on its own it is nobody's failure.
  interrupted.catch(() => undefined);
  try {
    const rows: Row[] = [];
    for (const id of options.events) {
      const event = events[id];
      if (event === undefined) {
        continue;
      }
      const work = underLoad({ url: deployed.url }, () =>
        Promise.race([event.disrupt(deployed), interrupted]),
      );
      const outcome = await step(`${setup.title}: ${event.title}`, () => work);
      process.stderr.write(
        `  ${outcome.lost} of ${outcome.requests} requests lost, ${outcome.rate}/s\n`,
      );
      rows.push({ setup: setup.title, event: event.title, ...outcome });
      await scaleTo(deployed, 3);
    }
    return rows;
  } finally {
    await step(`remove: ${setup.title}`, () => deployed.dispose());
  }
}

/** Runs the command line; resolves to the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const interruption = watchInterruption();
  try {
    await bench(parseOptions(argv, Object.keys(events)), interruption);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed the help or what is wrong.
      return error.exitCode === 0 ? 0 : 2;
    }
    const interrupted = interruption.exitCode();
    if (interrupted === undefined) {
      process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    return interrupted ?? 1;
  }
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
