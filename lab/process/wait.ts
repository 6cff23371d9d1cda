import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf } from "../progress/reason";

/** How long to wait, and for how often to look. */
export interface WaitOptions {
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** `@default` 100 */
  readonly pollMilliseconds?: number;
}

/**
 * Waits until `look` finds nothing missing.
 *
 * @param look - resolves to what is still missing, or to undefined when all is there; where it rejects, that
 *   is missing too: on a busy machine a server that is up can be slow to answer
 * @throws the last thing that was missing, when the time is over; the signal's reason
 */
export async function waitUntil(
  look: () => Promise<string | undefined>,
  { seconds, signal, pollMilliseconds = 100 }: WaitOptions,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const missing = await look().catch(reasonOf);
    if (missing === undefined) {
      return;
    }
    if (performance.now() > deadline) {
      throw new Error(`not ready after ${seconds} s: ${missing}`);
    }
    await sleep(pollMilliseconds, undefined, { signal });
  }
}

/** Ends with `work`, or with the signal's reason as soon as it is given up; work goes on then. */
export async function abandonable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stop = new AbortController();
  const abandoned = new Promise<never>((_, reject) => {
    const abandon = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abandon();
    }
    signal.addEventListener("abort", abandon, { signal: stop.signal });
  });
  try {
    return await Promise.race([work, abandoned]);
  } finally {
    stop.abort();
  }
}
