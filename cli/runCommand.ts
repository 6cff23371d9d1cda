import { createInterface } from "node:readline/promises";
import { type Interruption, watchInterruption } from "./interruption";
import { surviveBrokenPipes } from "./terminal/brokenPipe";
import { isColored } from "./terminal/isColored";
import type { Terminal } from "./terminal/terminal";
import { endOnUncaught } from "./terminal/uncaught";

/** A command line without the name of its command; resolves to the exit code. */
export type CommandMain = (
  argv: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
) => Promise<number>;

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ...(process.stdout.isTTY && { width: process.stdout.columns }),
  outColored: isColored(process.stdout),
  errColored: isColored(process.stderr),
  ...(process.stdin.isTTY && process.stderr.isTTY && { ask }),
};

async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}

/** Makes this process the command: with its terminal, its signals, its arguments and its exit code. */
export function runCommand(main: CommandMain): void {
  surviveBrokenPipes();
  const interruption = watchInterruption();
  endOnUncaught((reason) => {
    interruption.fail(reason);
  });
  void main(process.argv.slice(2), terminal, interruption).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
