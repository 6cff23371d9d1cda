import { setTimeout as sleep } from "node:timers/promises";

/** Wakes a loop that waits for something to change. */
export class ChangeSignal {
  private changed = new AbortController();

  /** Something has changed. */
  notify(): void {
    this.changed.abort();
  }

  /**
   * Resolves at the next change: one since the last call counts.
   * @param longest time to wait for it, in milliseconds
   * @param cancelled resolves it at once
   */
  async next(longest: number, cancelled: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([this.changed.signal, cancelled]);
    await sleep(longest, undefined, { signal }).catch(() => undefined);
    this.changed = new AbortController();
  }
}
