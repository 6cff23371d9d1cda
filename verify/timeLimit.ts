import { VerifyError } from "./verifyError";

/** The time that a whole run may take. */
export class TimeLimit {
  /** Aborted when the time is over, or by the signal that was given. */
  readonly signal: AbortSignal;
  private readonly over = new AbortController();
  private readonly timer: NodeJS.Timeout | undefined;
  /** How many parts ran to their end, and how many did not. */
  private done = 0;
  private left = 0;

  /** @param seconds undefined for no limit */
  constructor(
    private readonly seconds: number | undefined,
    private readonly given: AbortSignal,
  ) {
    this.signal = AbortSignal.any([given, this.over.signal]);
    this.timer =
      seconds === undefined
        ? undefined
        : setTimeout(() => {
            this.over.abort();
          }, seconds * 1000);
  }

  /** Runs one part; what stands for it where the time is over before its end. */
  async cut<T>(work: () => Promise<T>, instead: () => T): Promise<T> {
    try {
      this.signal.throwIfAborted();
      const result = await work();
      this.done += 1;
      return result;
    } catch (error) {
      if (!this.isOver()) {
        throw error;
      }
      this.left += 1;
      return instead();
    }
  }

  /** Says what did not run; undefined where everything did. */
  describe(): string | undefined {
    return this.left === 0
      ? undefined
      : `the ${this.seconds ?? 0} s of --max-time were over after ${this.done} of ${this.done + this.left} checks`;
  }

  /** The error that an error stands for: one that the limit brought about is told as that. */
  explain(error: unknown): unknown {
    return this.isOver()
      ? new VerifyError(
          `the ${this.seconds ?? 0} s of --max-time were over before the first check: the site was still being looked at`,
        )
      : error;
  }

  /** Lets the process end before the time is over. */
  end(): void {
    clearTimeout(this.timer);
  }

  private isOver(): boolean {
    return this.over.signal.aborted && !this.given.aborted;
  }
}
