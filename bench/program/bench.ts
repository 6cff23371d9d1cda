import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { wholeNumber } from "../../verify/argumentParsers";
import { allowedGrowth } from "../allowedGrowth";
import { type Range, rangeOf } from "../range";
import { type Comparison, comparisons, type Use, use } from "./measures";

const baselineFile = join(__dirname, "../baseline.json");

interface Options {
  readonly rounds: number;
  readonly applications: number;
  readonly output: "text" | "json";
  readonly save: boolean;
}

/** What a comparison came to. */
interface Result {
  readonly id: string;
  readonly title: string;
  readonly ratio: Range;
  /** What is promised, else what the baseline allows. */
  readonly limit: number | undefined;
  readonly kept: boolean;
  readonly of: readonly Use[];
  readonly to: readonly Use[];
}

const options = new Command("npm run bench --")
  .description(
    "How much of the processor the program takes. Two processes are measured in turns, and their ratio is compared\n" +
      "with bench/baseline.json: it holds on a slow machine too. Exit code 1 where one grew by a third.",
  )
  .option("--rounds <number>", "how often each is measured", wholeNumber(1), 5)
  .option("--applications <number>", "in one program", wholeNumber(10), 200)
  .addOption(new Option("--output <format>").choices(["text", "json"]).default("text"))
  .option("--save", "write the medians as the new baseline", false)
  .parse()
  .opts<Options>();

function compared(comparison: Comparison, baseline: Readonly<Record<string, number>>): Result {
  const { id, title, figure = ({ processorSeconds }: Use) => processorSeconds } = comparison;
  const of: Use[] = [];
  const to: Use[] = [];
  // The first of each fills caches, and is not counted.
  for (let round = 0; round <= options.rounds; round += 1) {
    process.stderr.write(`${id}: round ${round} of ${options.rounds}\n`);
    of.push(use(comparison.of));
    to.push(use(comparison.to));
  }
  const counted = of.slice(1);
  const ratio = rangeOf(
    counted.map((each, index) => {
      const other = to[index + 1] ?? each;
      return figure(each, comparison.of) / figure(other, comparison.to);
    }),
  );
  const before = baseline[id];
  const limit = comparison.promised ?? (before === undefined ? undefined : before * allowedGrowth);
  return {
    ...{ id, title, ratio, limit },
    kept: limit === undefined || ratio.median <= limit,
    ...{ of: counted, to: to.slice(1) },
  };
}

const baseline = JSON.parse(readFileSync(baselineFile, "utf8")) as Record<string, number>;
const measured = comparisons(options.applications);
const results = measured.map((each) => compared(each, baseline));
if (options.output === "json") {
  process.stdout.write(`${JSON.stringify({ node: process.version, results }, undefined, 2)}\n`);
} else {
  for (const { title, ratio, limit, kept, of, to } of results) {
    const seconds = (uses: readonly Use[]) =>
      rangeOf(uses.map(({ processorSeconds }) => processorSeconds)).median.toFixed(2);
    process.stdout.write(
      `${title}: ${ratio.median.toFixed(2)} times (${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)}), ` +
        `${seconds(of)} s and ${seconds(to)} s of processor time` +
        `${limit === undefined ? "" : `; at most ${limit.toFixed(2)}: ${kept ? "kept" : "NOT KEPT"}`}\n`,
    );
  }
}
if (options.save) {
  const medians = results
    .filter((_, index) => measured[index]?.promised === undefined)
    .map(({ id, ratio }) => [id, Number(ratio.median.toFixed(2))] as const);
  writeFileSync(baselineFile, `${JSON.stringify(Object.fromEntries(medians), undefined, 2)}\n`);
}
process.exitCode = results.every(({ kept }) => kept) ? 0 : 1;
