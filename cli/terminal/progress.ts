import { createColors } from "picocolors";
import { isColored } from "./isColored";

/** What becomes of a step. */
export type StepOutcome = "done" | "failed" | "skipped";

/** Where progress goes. */
export interface Progress {
  /**
   * Runs one step, and tells when it starts, how it ends and how long it took.
   *
   * @param outcome what became of it, by what it resolves to @default - it is done
   */
  step: <T>(
    title: string,
    work: () => Promise<T>,
    outcome?: (result: T) => StepOutcome,
  ) => Promise<T>;
}

/**
 * Progress for people, on stderr.
 *
 * @param colored @default on a terminal, unless NO_COLOR is set
 */
export function terminalProgress(
  colored = isColored(process.stderr),
  write: (text: string) => void = (text) => process.stderr.write(text),
): Progress {
  const colors = createColors(colored);
  const marks: Readonly<Record<StepOutcome, string>> = {
    done: colors.green("✓"),
    failed: colors.red("✗"),
    skipped: colors.yellow("-"),
  };
  return {
    async step(title, work, outcome) {
      const start = performance.now();
      const end = (mark: string): void => {
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        write(`${mark} ${title} ${colors.dim(`(${seconds} s)`)}\n`);
      };
      write(`${colors.cyan("•")} ${title} ...\n`);
      try {
        const result = await work();
        end(marks[outcome?.(result) ?? "done"]);
        return result;
      } catch (error) {
        end(marks.failed);
        throw error;
      }
    },
  };
}

/** No progress. */
export const noProgress: Progress = { step: (_title, work) => work() };

/** Progress of this process, for people. */
export const step = terminalProgress().step;
