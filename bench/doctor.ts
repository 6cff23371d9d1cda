/** What `sticky doctor` takes for many objects: the command as the package has it, a process of its own each time. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, Option } from "commander";
import execa from "execa";
import { exitCodeOf } from "../cli/exitCodeOf";
import { type CommandMain, runCommand } from "../cli/runCommand";
import { step } from "../cli/terminal/progress";
import { wholeNumber } from "../verify/argumentParsers";
import { manifestsOf } from "./manyManifests";
import { type Range, rangeOf } from "./range";

interface Options {
  readonly rounds: number;
  readonly objects: number;
  readonly output: "text" | "json";
}

/** What a process took. */
interface Use {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** The most that it had at once. */
  readonly mebibytes: number;
}

/** What is promised of 10,000 objects. */
const promised = { seconds: 10, mebibytes: 200 };

const repository = join(__dirname, "..");

function parseOptions(argv: readonly string[]): Options {
  return new Command("npm run bench:doctor --")
    .description(
      `Measures \`sticky doctor\` on manifests: at most ${promised.seconds} s and ${promised.mebibytes} MiB are promised.\n` +
        "Exit codes: 0 that is kept, 1 it is not, 2 wrong usage, 3 it could not run.",
    )
    .option("--rounds <number>", "how often it is measured", wholeNumber(1), 3)
    .option("--objects <number>", "in the manifests", wholeNumber(4), 10_000)
    .addOption(new Option("--output <format>").choices(["text", "json"]).default("text"))
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<Options>();
}

const main: CommandMain = async (argv, terminal, interruption) => {
  const folder = mkdtempSync(join(tmpdir(), "sticky-session-bench-"));
  try {
    const { rounds, objects, output } = parseOptions(argv);
    const manifests = join(folder, "many.yaml");
    writeFileSync(manifests, [...manifestsOf(objects)].join(""));
    const build = ["scripts/build-commands.mjs", "--out", join(folder, "commands")];
    await step("build the command", () => execa(process.execPath, build, { cwd: repository }));
    const uses: Use[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      interruption.signal.throwIfAborted();
      uses.push(
        await step(`round ${round}`, () => use(join(folder, "commands/sticky.mjs"), manifests)),
      );
    }
    const figures = {
      seconds: rangeOf(uses.map(({ seconds }) => seconds)),
      processorSeconds: rangeOf(uses.map(({ processorSeconds }) => processorSeconds)),
      mebibytes: rangeOf(uses.map(({ mebibytes }) => mebibytes)),
    };
    const kept =
      figures.seconds.median <= promised.seconds && figures.mebibytes.median <= promised.mebibytes;
    terminal.out(
      output === "json"
        ? `${JSON.stringify({ node: process.version, objects, ...figures, promised, kept })}\n`
        : `sticky doctor, ${objects.toLocaleString("en")} objects: ${text(figures.seconds)} s (promised: ${promised.seconds}), ` +
            `${text(figures.processorSeconds)} s of processor time, ` +
            `${text(figures.mebibytes)} MiB at most (promised: ${promised.mebibytes}): ${kept ? "kept" : "NOT KEPT"}\n`,
    );
    return kept ? 0 : 1;
  } catch (error) {
    return exitCodeOf(error, terminal, interruption);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

async function use(sticky: string, manifests: string): Promise<Use> {
  const start = performance.now();
  const child = execa(
    process.execPath,
    [
      ...["--require", join(__dirname, "usageAtExit.cjs"), sticky],
      ...["doctor", "--filename", manifests, "--fail-on", "never"],
    ],
    { stdio: ["ignore", "ignore", "inherit", "pipe"] },
  );
  const said: Buffer[] = [];
  child.stdio[3]?.on("data", (data: Buffer) => said.push(data));
  await child;
  const seconds = (performance.now() - start) / 1000;
  return { seconds, ...(JSON.parse(Buffer.concat(said).toString()) as Omit<Use, "seconds">) };
}

function text({ least, median, most }: Range): string {
  return `${median.toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`;
}

runCommand(main);
