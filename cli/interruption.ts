import { constants } from "node:os";

/** The signals that end a command in good order. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A wish to end early, by Ctrl-C or another signal. */
export interface Interruption {
  /** Aborted by the first signal, or by {@link fail}. */
  readonly signal: AbortSignal;
  /** Calls `listener` on every signal, also on later ones; returns what removes it. */
  onSignal(listener: () => void): () => void;
  /** What a shell expects of a program that ended by the signal, such as 130; undefined before. */
  exitCode(): number | undefined;
}

/** An interruption that this process can bring about as well. */
export interface OwnInterruption extends Interruption {
  /** Ends everything for a reason that is no signal; without effect where it has ended already. */
  fail(reason: Error): void;
}

/** Takes over the handling of the signals for the rest of the process. */
export function watchInterruption(): OwnInterruption {
  const controller = new AbortController();
  const listeners = new Set<() => void>();
  let exitCode: number | undefined;
  for (const name of signals) {
    process.on(name, () => {
      exitCode ??= 128 + constants.signals[name];
      if (!controller.signal.aborted) {
        process.stderr.write("\nInterrupted: ending what is under way, please wait ...\n");
        controller.abort();
      }
      listeners.forEach((listener) => {
        listener();
      });
    });
  }
  return {
    signal: controller.signal,
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exitCode: () => exitCode,
    fail(reason) {
      controller.abort(reason);
    },
  };
}
