import { setTimeout as sleep } from "node:timers/promises";
import type { PodDirectory } from "./cluster/podDirectory";
import { readyAmong } from "./cluster/pod";
import { isAnswered } from "./http/exchange";
import type { Site } from "./http/site";

/** Pause between two requests, in milliseconds. */
const pauseMilliseconds = 50;

/**
 * Waits until every ready pod has answered. The controller learns of pods a moment after they are
 * ready (Traefik takes up changes every 2 s), and the checks are not about that moment. Where a pod
 * never answers the wait ends all the same, and the checks tell what is wrong.
 */
export async function settle(
  site: Site,
  directory: PodDirectory,
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  const send = await site.sender("new connections");
  const deadline = performance.now() + seconds * 1000;
  const seen = new Set<string>();
  for (;;) {
    await site.pace.turn();
    const exchange = await send({});
    if (exchange.status === 429 || exchange.retryAfter !== undefined) {
      site.pace.pause(exchange.retryAfter);
    }
    signal.throwIfAborted();
    if (isAnswered(exchange)) {
      seen.add(directory.keyOf(exchange.answerer));
    }
    const ready = readyAmong(await directory.refresh()).length;
    if ((seen.size > 0 && seen.size >= ready) || performance.now() > deadline) {
      return;
    }
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}
