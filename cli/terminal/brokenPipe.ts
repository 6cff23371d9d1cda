/**
 * Goes on where nobody reads the output any more, as before `| head`: what was begun is brought to its
 * end, and what was changed is put back.
 */
export function surviveBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") {
        throw error;
      }
    });
  }
}
