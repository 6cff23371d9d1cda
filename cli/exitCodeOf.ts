import { CommanderError } from "commander";
import { CommandError } from "./commandError";
import type { Interruption } from "./interruption";
import { safeText } from "./terminal/safeText";
import type { Terminal } from "./terminal/terminal";

/**
 * The exit code of a command that an error has ended. It tells the error, unless a signal came or commander has told it.
 *
 * @param say the error in a sentence that is safe to print @default - its message, which is made safe unless it is our own
 */
export function exitCodeOf(
  error: unknown,
  terminal: Pick<Terminal, "err">,
  interruption: Pick<Interruption, "exitCode">,
  say: (error: unknown) => string = messageOf,
): number {
  const interrupted = interruption.exitCode();
  if (interrupted !== undefined) {
    return interrupted;
  }
  if (error instanceof CommanderError) {
    // Commander has printed the help or what is wrong.
    return error.exitCode === 0 ? 0 : 2;
  }
  terminal.err(`error: ${say(error)}\n`);
  return error instanceof CommandError ? error.exitCode : 3;
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof CommandError ? message : safeText(message);
}
