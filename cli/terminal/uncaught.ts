import { safeText } from "./safeText";

/** The exit code of a command that an error ended which nothing had caught. */
const unexpectedError = 3;

/** How long what is under way may take to end in good order then, in milliseconds. */
const endTimeoutMilliseconds = 60_000;

/**
 * Ends the command with a message and exit code 3 by an error that nothing has caught, in place of Node's stack
 * trace. What is under way is ended first, so that what was changed is put back.
 *
 * @param end ends what is under way, for the reason; the process is expected to come to its end by itself then
 */
export function endOnUncaught(end: (reason: Error) => void): void {
  let ending = false;
  const onError = (error: unknown): void => {
    const reason = safeText(error instanceof Error ? error.message : String(error));
    if (ending) {
      return;
    }
    ending = true;
    process.stderr.write(`error: unexpected: ${reason}\n`);
    process.on("exit", () => {
      process.exitCode = unexpectedError;
    });
    setTimeout(() => process.exit(unexpectedError), endTimeoutMilliseconds).unref();
    end(new Error(reason));
  };
  process.on("uncaughtException", onError);
  process.on("unhandledRejection", onError);
}
