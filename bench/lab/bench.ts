import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { exitCodeOf } from "../../cli/exitCodeOf";
import { type CommandMain, runCommand } from "../../cli/runCommand";
import { step } from "../../cli/terminal/progress";
import { wholeNumber } from "../../verify/argumentParsers";
import { plotOf } from "./plot";
import type { Taken } from "./processor";
import { type Baseline, grown, reportOf, tablesOf } from "./report";
import { briefTools, type MeasureId, measures, onStack, type Tool, toolsWith } from "./tools";
import { command, Workspace } from "./workspace";

interface Options {
  readonly rounds: number;
  readonly output: "text" | "json";
  readonly save?: string;
  readonly brief: boolean;
  readonly setBaseline: boolean;
}

const baselineFile = join(__dirname, "baseline.json");

/** What each measure took so far. */
type Measured = Readonly<Record<MeasureId, Taken[]>>;

const description = `\
Measures on the lab, which has to be up for kubernetes, what the same
application takes by \`pulumi\`, \`helm\` and \`kubectl\`, in turns: the first
deployment, a look at what would change, one annotation, and the removal.
helm and kubectl get what \`sticky render\` writes. Processor time is that of
all processes of a command, but for the cluster's.`;

const notes = `
A round takes two to three minutes. The tables go to stdout, progress to stderr.

Exit codes: 0 measured, and no ratio of processor time is a third more than in
bench/lab/baseline.json; 1 one is; 2 wrong usage; 3 it could not run; 130
interrupted.`;

function parseOptions(argv: readonly string[]): Options {
  return new Command("npm run bench:lab --")
    .description(description)
    .option("--rounds <number>", "how often each is measured", wholeNumber(1), 3)
    .addOption(
      new Option("--output <format>", "format of the report")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--save <folder>", "write lab.json and lab.svg there")
    .option("--brief", "a deployment and a look at what would change, without helm", false)
    .option("--set-baseline", "write the medians as the new baseline", false)
    .addHelpText("after", notes)
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<Options>();
}

const main: CommandMain = async (argv, terminal, interruption) => {
  try {
    const { rounds, output, save, brief, setBaseline } = parseOptions(argv);
    const environment = JSON.parse(
      await command("lab/cli.ts", ["env", "--output", "json"]),
    ) as Record<string, string>;
    const tools = brief
      ? briefTools
      : toolsWith(await command("lab/cli.ts", ["build", "helm"], "inherit"));
    const taken = Object.fromEntries(
      Object.keys(measures).map((id) => [id, []]),
    ) as unknown as Measured;
    await step("fill the caches", () => warmUp(environment, interruption.signal));
    for (let round = 1; round <= rounds; round += 1) {
      for (const tool of tools) {
        await inTurn(tool, round, taken, environment, interruption.signal);
      }
    }
    const baseline = JSON.parse(readFileSync(baselineFile, "utf8")) as Baseline;
    const report = reportOf(taken, baseline);
    const json = JSON.stringify(
      { date: new Date().toISOString(), node: process.version, ...report, taken },
      undefined,
      2,
    );
    terminal.out(`${output === "json" ? json : tablesOf(report)}\n`);
    if (save !== undefined) {
      mkdirSync(save, { recursive: true });
      writeFileSync(join(save, "lab.json"), `${json}\n`);
      writeFileSync(join(save, "lab.svg"), plotOf(report));
    }
    if (setBaseline) {
      const medians = report.ratios.map(({ id, processorSeconds: { median } }) => [
        id,
        Number(median.toFixed(2)),
      ]);
      const all = { ...baseline, ...Object.fromEntries(medians) } as Baseline;
      writeFileSync(baselineFile, `${JSON.stringify(all, undefined, 2)}\n`);
      return 0;
    }
    return grown(report).length === 0 ? 0 : 1;
  } catch (error) {
    return exitCodeOf(error, terminal, interruption);
  }
};

/** The first run compiles the program, and each command's first start reads it from the disk. */
async function warmUp(
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  const workspace = new Workspace(environment, signal);
  try {
    await workspace.run("pulumi", "stack", "init", "k8s");
    await workspace.run("pulumi", "preview", ...onStack);
  } finally {
    await workspace.dispose();
  }
}

async function inTurn(
  tool: Tool,
  round: number,
  taken: Measured,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const workspace = new Workspace(environment, signal);
  try {
    await tool(workspace, (id, work) =>
      step(`round ${round}: ${measures[id]}`, async () => {
        taken[id].push(await work());
      }),
    );
  } finally {
    await workspace.dispose();
  }
}

runCommand(main);
