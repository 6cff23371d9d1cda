import { setTimeout as sleep } from "node:timers/promises";

/** Pause between two tries, in milliseconds. */
const pauseMilliseconds = 100;

/**
 * Tries until `attempt` does not reject, and resolves to its value.
 *
 * @param timeoutMilliseconds @default 30,000
 * @throws what the last try rejected with
 */
export async function eventually<T>(
  attempt: () => Promise<T>,
  timeoutMilliseconds = 30_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMilliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
      await sleep(pauseMilliseconds);
    }
  }
}
