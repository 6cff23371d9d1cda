import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** The longest Retry-After that is waited for, in milliseconds: a longer one is told instead. */
const longestPause = 30_000;

/** How long a whole run waits for a site that asks for patience, in milliseconds. */
const longestPauses = 120_000;

/** What a site that says 429 without a time is given, in milliseconds. */
const defaultPause = 1_000;

export interface PaceArgs {
  /** Requests per second. @default - as fast as the answers come */
  readonly perSecond?: number;
  /** Ends what is waited for: it then rejects. */
  readonly signal: AbortSignal;
}

/** When the next request of all clients together may be sent. */
export class Pace {
  private readonly interval: number;
  private next = 0;
  private paused = 0;

  constructor(private readonly args: PaceArgs) {
    // Each client listens while it waits.
    setMaxListeners(0, args.signal);
    this.interval = 1000 / (args.perSecond ?? Infinity);
  }

  /** Waits for the turn of one request. */
  async turn(): Promise<void> {
    if (this.interval === 0 && this.next === 0) {
      return;
    }
    for (;;) {
      const now = performance.now();
      const wait = this.next - now;
      if (wait <= 0) {
        this.next = Math.max(this.next, now - this.interval) + this.interval;
        return;
      }
      await sleep(wait, undefined, { signal: this.args.signal });
    }
  }

  /**
   * Has all clients wait, as the site asks for; false where it asks for more than a run can wait.
   *
   * @param milliseconds how long, as the answer says @default 1 s
   */
  pause(milliseconds = defaultPause): boolean {
    const now = performance.now();
    const until = now + milliseconds;
    // What is waited for already counts once, however many clients are told.
    const added = Math.max(0, until - Math.max(this.next, now));
    if (milliseconds > longestPause || this.paused + added > longestPauses) {
      return false;
    }
    this.paused += added;
    this.next = Math.max(this.next, until);
    return true;
  }
}
