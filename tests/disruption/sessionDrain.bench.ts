import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import Table from "cli-table3";
import { Command, CommanderError, Option } from "commander";
import { surviveBrokenPipes } from "../../cli/terminal/brokenPipe";
import { terminalProgress } from "../../cli/terminal/progress";
import {
  labController,
  labControllers,
  setUp,
  titleOf,
  withControllers,
} from "../e2e/support/controllers";
import { useLabEnvironment } from "../e2e/support/lab";
import { wholeNumber } from "../../verify/argumentParsers";
import { watchInterruption } from "../../cli/interruption";
import { findDialect } from "../../components/affinity/dialects";
import { waitsOf } from "./drains";
import { restore } from "./disruptions";
import { type SessionDrainOutcome, whileLoggedInUnderLoad } from "./sessionDrain";
import { sessionEvents } from "./sessionEvents";
import { sessionSetups } from "./sessionSetups";
import { removed } from "./setups";
import { plotOf } from "./sessionPlot";
import { loggedOut } from "./users";

interface Options {
  readonly controller: string;
  readonly setups: readonly string[];
  readonly events: readonly string[];
  readonly runs: number;
  readonly users: number;
  /** Requests a second of others. */
  readonly rate: number;
  readonly save?: string;
}

/** One disruption of one set-up. */
interface Row {
  readonly setup: string;
  readonly event: string;
  readonly outcome: SessionDrainOutcome;
}

const description = `\
Measures on the lab who is logged out when pods end. The example shop keeps its
sessions in memory; 100 users are logged in at a time, each for 10 to 40 s, while
others send 300 requests/s:
${sessionSetups.map(({ id, title }) => `  ${id.padEnd(10)}${title}`).join("\n")}

The table goes to stdout, progress to stderr. Exit codes: 0 measured, 1 something
failed, 2 wrong usage, 130 interrupted.`;

function parseOptions(argv: readonly string[]): Options {
  const choice = (
    flags: string,
    what: string,
    of: readonly { readonly id: string; readonly isLimit?: boolean }[],
  ) =>
    new Option(flags, what).choices(of.map(({ id }) => id)).default(
      of.filter(({ isLimit }) => isLimit !== true).map(({ id }) => id),
      "all that can keep sessions",
    );
  // Only these keep users on a pod that ends.
  const able = labControllers.filter(
    ({ id }) => findDialect(id)?.promises.keepsTerminatingPods === true,
  );
  return new Command("npm run bench:session-drain --")
    .description(description)
    .addOption(
      new Option("--controller <id>", "what is in front of the shop")
        .choices(able.map(({ id }) => id))
        .default("traefik"),
    )
    .addOption(choice("--setups <id...>", "the set-ups", sessionSetups))
    .addOption(choice("--events <id...>", "what is done to the pods", sessionEvents))
    .option("--runs <number>", "how often", wholeNumber(1), 1)
    .option("--users <number>", "how many are logged in at a time", wholeNumber(1), 100)
    .option("--rate <number>", "requests a second of others", wholeNumber(1), 300)
    .option(
      "--save <file.json>",
      "where the figures and the pods' times go, with a plot of the first row",
    )
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<Options>();
}

const { step } = terminalProgress();

async function bench(options: Options, signal: AbortSignal): Promise<void> {
  const controller = labController(options.controller);
  const leave = await step(`have the lab run ${titleOf(controller)}`, () =>
    withControllers(controller.platform, [controller]),
  );
  const rows: Row[] = [];
  try {
    await useLabEnvironment();
    await setUp(controller);
    for (const setup of sessionSetups.filter(({ id }) => options.setups.includes(id))) {
      signal.throwIfAborted();
      const deployed = await step(`deploy: ${setup.title}`, () => setup.deploy(controller));
      try {
        for (let run = 1; run <= options.runs; run += 1) {
          for (const event of sessionEvents.filter(({ id }) => options.events.includes(id))) {
            signal.throwIfAborted();
            const outcome = await step(`${setup.title}: ${event.title}, run ${run}`, () =>
              whileLoggedInUnderLoad(deployed, controller, () => event.disrupt(deployed), {
                ...{ count: options.users, rate: options.rate },
              }),
            );
            rows.push({ setup: setup.title, event: event.title, outcome });
            process.stderr.write(summaryOf(outcome));
            await restore(deployed);
          }
        }
      } finally {
        await step(`remove: ${setup.title}`, () => removed(deployed));
      }
    }
  } finally {
    await step("leave the lab as it was", leave);
  }
  process.stdout.write(`${tableOf(rows)}\n`);
  if (options.save !== undefined) {
    await mkdir(dirname(options.save), { recursive: true });
    const report = {
      ...{ date: new Date().toISOString(), controller: controller.id },
      rows: rows.map(figuresOf),
    };
    await writeFile(options.save, `${JSON.stringify(report)}\n`);
    const [first] = rows;
    if (first !== undefined) {
      const plot = plotOf(`${first.setup}: ${first.event}`, first.outcome);
      await writeFile(options.save.replace(/(\.json)?$/, ".svg"), plot);
    }
  }
}

/** A row without every single user. */
function figuresOf({ setup, event, outcome }: Row): object {
  const { visits, failed, load, ...rest } = outcome;
  const { requests, lost, rate, reasons } = load;
  return {
    ...{ setup, event, users: visits.length, loggedOut: loggedOut(outcome).length },
    ...{ ...rest, failed: failed.length },
    load: { requests, lost, rate, reasons },
  };
}

function summaryOf(outcome: SessionDrainOutcome): string {
  const { visits, failed, load, pods, from, to } = outcome;
  const lines = [
    `${loggedOut(outcome).length} of ${visits.length} users logged out, ${failed.length} of their ${outcome.requests} requests failed; ${load.lost} of ${load.requests} requests lost at ${load.rate}/s; ${Math.round(to - from)} s`,
    ...waitsOf(pods).map(({ name, wait }) => `${name} waited ${wait.seconds} s: ${wait.end}`),
    ...Object.entries(load.reasons).map(([reason, count]) => `${count} ${reason}`),
    ...failed.slice(0, 5),
    ...loggedOut(outcome).slice(0, 3),
  ];
  return lines.map((line) => `  ${line}\n`).join("");
}

function tableOf(rows: readonly Row[]): string {
  const setups = [...new Set(rows.map(({ setup }) => setup))];
  const table = new Table({
    head: ["logged out; lost requests", ...setups],
    style: { head: [], border: [] },
    colAligns: ["left", ...setups.map(() => "right" as const)],
  });
  for (const event of new Set(rows.map(({ event }) => event))) {
    const cell = (setup: string) =>
      rows
        .filter((row) => row.setup === setup && row.event === event)
        .map(({ outcome }) => {
          const lost = outcome.load.lost + outcome.failed.length;
          const requests = outcome.load.requests + outcome.requests;
          return `${loggedOut(outcome).length} of ${outcome.visits.length}; ${lost} of ${requests.toLocaleString("en")}`;
        })
        .join("\n");
    table.push([event, ...setups.map(cell)]);
  }
  return table.toString();
}

async function main(argv: readonly string[]): Promise<number> {
  const interruption = watchInterruption();
  try {
    await bench(parseOptions(argv), interruption.signal);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    return interruption.exitCode() ?? 1;
  }
}

surviveBrokenPipes();
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
