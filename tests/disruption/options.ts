import { Command, Option } from "commander";
import { wholeNumber } from "../../verify/argumentParsers";
import { labControllers } from "../e2e/support/controllers";
import { disruptions } from "./disruptions";
import { setups } from "./setups";

export interface BenchOptions {
  /** Its dialect's id. */
  readonly controller: string;
  readonly setups: readonly string[];
  readonly events: readonly string[];
  /** How often all of it is done, each time with the application deployed anew. */
  readonly runs: number;
  /** Requests a second, of all clients together. */
  readonly rate: number;
  readonly output: "text" | "json";
  /** Where the JSON and the plot go; nowhere when absent. */
  readonly save?: string;
}

const description = `\
Measures on the lab, which it brings up where it is down, how many requests are
lost when pods end: 300 requests/s, each over its own connection, from 20
clients that keep their cookies and from new ones. The same application runs
behind the same controller in set-ups of its own namespaces, one after the other:
${setups.map(({ id, title }) => `  ${id.padEnd(10)}${title}`).join("\n")}

A run of all takes about a quarter of an hour. Other work on the machine changes the figures.`;

const notes = `
The table goes to stdout, progress to stderr.

Exit codes: 0 measured, 1 something failed, 2 wrong usage, 130 interrupted.`;

/** Reads the command line; on `--help` and on wrong usage commander throws a CommanderError. */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const choice = (flags: string, what: string, of: readonly { readonly id: string }[]) => {
    const ids = of.map(({ id }) => id);
    return new Option(flags, what).choices(ids).default(ids, "all");
  };
  return new Command("npm run bench:disruption --")
    .description(description)
    .addOption(
      new Option("--controller <id>", "what is in front of the application, by its dialect's id")
        .choices(labControllers.map(({ id }) => id))
        .default("traefik"),
    )
    .addOption(choice("--setups <id...>", "which set-ups", setups))
    .addOption(choice("--events <id...>", "which disruptions", disruptions))
    .option(
      "--runs <number>",
      "how often, each time with the application deployed anew",
      wholeNumber(1),
      1,
    )
    .option("--rate <number>", "requests a second of all clients", wholeNumber(1), 300)
    .addOption(
      new Option("--output <format>", "format of the report")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--save <folder>", "write <controller>.json and <controller>.svg there")
    .addHelpText("after", notes)
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<BenchOptions>();
}
