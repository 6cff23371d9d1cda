/** The exit code of a command whose output could not be written. */
const notWritten = 3;

/**
 * Goes on where nobody reads the output any more, as before `| head`, or where it cannot be written, as on a full
 * disk: what was begun is brought to its end, and what was changed is put back. A reader who has gone has read
 * enough; any other failure of stdout is told on stderr, and the exit code is 3.
 */
export function surviveBrokenPipes(): void {
  // Where stderr fails there is nowhere left to say so.
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || exitsAsFailed) {
      return;
    }
    exitsAsFailed = true;
    process.stderr.write(`error: stdout cannot be written to: ${error.message}\n`);
    // At the end, since the command sets a code of its own before.
    process.on("exit", () => {
      process.exitCode = notWritten;
    });
  });
}

let exitsAsFailed = false;
