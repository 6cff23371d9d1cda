import { once } from "node:events";
import { CommanderError } from "commander";
import { surviveBrokenPipes } from "../../cli/terminal/brokenPipe";
import { type Interruption, watchInterruption } from "../../cli/interruption";
import { terminalProgress } from "../../cli/terminal/progress";
import { kubectl } from "../e2e/support/cluster";
import {
  type LabController,
  labController,
  setUp,
  titleOf,
  withControllers,
} from "../e2e/support/controllers";
import { useLabEnvironment } from "../e2e/support/lab";
import { disruptions, inBackgroundOf, restore as restorePods } from "./disruptions";
import { addressesOf, restartsOf, restartsSince } from "./events";
import { type BenchOptions, parseOptions } from "./options";
import { needlessMoves, underLoad } from "./outcome";
import { type Report, type Row, saveReport, tablesOf } from "./report";
import { removed, type Setup, setups } from "./setups";

/** The part of `kubectl version` that is read. */
interface Version {
  readonly serverVersion: { readonly gitVersion: string };
}

const { step } = terminalProgress();

async function bench(options: BenchOptions, interruption: Interruption): Promise<void> {
  const controller = labController(options.controller);
  const restore = await step(`have the lab run ${controller.id}`, () =>
    withControllers(controller.platform, [controller]),
  );
  try {
    await useLabEnvironment();
    await setUp(controller);
    const rows: Row[] = [];
    for (let run = 1; run <= options.runs; run += 1) {
      for (const setup of setups.filter(({ id }) => options.setups.includes(id))) {
        const measured = await measure(setup, controller, options, interruption);
        rows.push(...measured.map((row) => ({ run, ...row })));
      }
    }
    const report: Report = {
      date: new Date().toISOString(),
      kubernetes: (JSON.parse(await kubectl(["version", "--output=json"])) as Version).serverVersion
        .gitVersion,
      controller: { id: controller.id, title: titleOf(controller) },
      rows,
    };
    process.stdout.write(
      `${options.output === "json" ? JSON.stringify(report) : tablesOf(report)}\n`,
    );
    if (options.save !== undefined) {
      process.stderr.write(`written: ${(await saveReport(report, options.save)).join(", ")}\n`);
    }
  } finally {
    await step("leave the lab as it was", restore);
  }
}

/** A row before it is known of which run. */
type Measured = Omit<Row, "run">;

async function measure(
  setup: Setup,
  controller: LabController,
  options: BenchOptions,
  { signal }: Interruption,
): Promise<Measured[]> {
  signal.throwIfAborted();
  const deployed = await step(`deploy: ${setup.title}`, () => setup.deploy(controller));
  const interrupted = once(signal, "abort").then(() => {
    throw signal.reason;
  });
  // It is raced below; on its own it is nobody's failure.
  interrupted.catch(() => undefined);
  try {
    const rows: Measured[] = [];
    for (const disruption of disruptions.filter(({ id }) => options.events.includes(id))) {
      const { title, disrupt } = disruption;
      const pods = (await addressesOf(deployed)).length;
      const restartsBefore = await restartsOf(deployed);
      const work = inBackgroundOf(disruption, () =>
        underLoad({ ...deployed, pods, rate: options.rate }, () =>
          Promise.race([disrupt(deployed), interrupted]),
        ),
      );
      const outcome = await step(`${setup.title}: ${title}`, () => work);
      const needless = needlessMoves(outcome.moves, await addressesOf(deployed)).length;
      const restarts = restartsSince(restartsBefore, await restartsOf(deployed));
      const row = {
        setup: setup.title,
        event: title,
        ...outcome,
        needlessMoves: needless,
        restarts,
      };
      process.stderr.write(summaryOf(row));
      rows.push(row);
      await restorePods(deployed);
    }
    return rows;
  } finally {
    await step(`remove: ${setup.title}`, () => removed(deployed));
  }
}

function summaryOf({
  lost,
  requests,
  rate,
  moves,
  needlessMoves,
  longestWait,
  lastMove,
  restarts,
  reasons,
}: Measured): string {
  const counts = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
  return [
    `  ${lost} of ${requests} requests lost at ${rate}/s; ${moves.length} moves, ${needlessMoves} of them needless${lastMove === undefined ? "" : `, the last one ${lastMove} s after the beginning`}; ${restarts} containers restarted; longest wait ${longestWait} ms`,
    ...counts.map((line) => `    ${line}`),
    "",
  ].join("\n");
}

/** Runs the command line; resolves to the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const interruption = watchInterruption();
  try {
    await bench(parseOptions(argv), interruption);
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

surviveBrokenPipes();
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
