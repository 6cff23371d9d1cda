import { createColors } from "picocolors";

const colors = createColors(process.stderr.isTTY && !process.env.NO_COLOR);

/** Runs one step, and tells on stderr when it starts, how it ends and how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const end = (mark: string): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stderr.write(`${mark} ${title} ${colors.dim(`(${seconds} s)`)}\n`);
  };
  process.stderr.write(`${colors.cyan("•")} ${title} ...\n`);
  try {
    const result = await work();
    end(colors.green("✓"));
    return result;
  } catch (error) {
    end(colors.red("✗"));
    throw error;
  }
}
