import { exitCodeOf } from "../cli/exitCodeOf";
import type { Interruption } from "../cli/interruption";
import { loaded } from "../cli/loaded";
import { messageOf } from "./message";
import { parseOptions } from "./options";
import type { Terminal } from "../cli/terminal/terminal";

/** Runs the command line; resolves to the exit code. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  try {
    const options = parseOptions(argv, terminal);
    const report = await (await running()).run(options, terminal, interruption.signal);
    if (report.checks.some(({ result }) => result === "fail")) {
      return 1;
    }
    return report.incomplete === undefined ? 0 : 3;
  } catch (error) {
    if (interruption.exitCode() !== undefined) {
      terminal.err("Interrupted; what was changed is put back.\n");
    }
    return exitCodeOf(error, terminal, interruption, messageOf);
  }
}

/** What the help and wrong usage do without; scripts/build-commands.mjs makes `import()` of `require`. */
function running(): Promise<typeof import("./run")> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return loaded(require("./run") as typeof import("./run"));
}
