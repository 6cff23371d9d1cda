import { createInterface } from "node:readline/promises";
import { surviveBrokenPipes } from "../cli/terminal/brokenPipe";
import { watchInterruption } from "./interruption";
import { isColored } from "../cli/terminal/isColored";
import { main } from "./main";
import type { Terminal } from "../cli/terminal/terminal";
import { endOnUncaught } from "../cli/terminal/uncaught";

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

surviveBrokenPipes();
const interruption = watchInterruption();
endOnUncaught((reason) => {
  interruption.fail(reason);
});
void main(process.argv.slice(2), terminal, interruption).then((exitCode) => {
  process.exitCode = exitCode;
});
