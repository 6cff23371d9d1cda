import { createColors } from "picocolors";

/** Where progress goes. */
export interface Progress {
  /**
   * Runs one step, and tells when it starts, how it ends and how long it took.
   *
   * @param failed whether what it resolves to is a failure all the same @default - it is none
   */
  step: <T>(title: string, work: () => Promise<T>, failed?: (result: T) => boolean) => Promise<T>;
}

/**
 * Progress for people, on stderr.
 *
 * @param colored @default on a terminal, unless NO_COLOR is set
 */
export function terminalProgress(
  colored = process.stderr.isTTY && !process.env.NO_COLOR,
  write: (text: string) => void = (text) => process.stderr.write(text),
): Progress {
  const colors = createColors(colored);
  return {
    async step(title, work, failed) {
      const start = performance.now();
      const end = (mark: string): void => {
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        write(`${mark} ${title} ${colors.dim(`(${seconds} s)`)}\n`);
      };
      write(`${colors.cyan("•")} ${title} ...\n`);
      try {
        const result = await work();
        end(failed?.(result) ? colors.red("✗") : colors.green("✓"));
        return result;
      } catch (error) {
        end(colors.red("✗"));
        throw error;
      }
    },
  };
}

/** No progress. */
export const noProgress: Progress = { step: (_title, work) => work() };

/** Progress of this process, for people. */
export const step = terminalProgress().step;
