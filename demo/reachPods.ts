import { setTimeout as sleep } from "node:timers/promises";
import { readyPods } from "./checks/readyPods";
import { DemoError } from "./demoError";
import { isAnswered } from "./http/requestRecord";
import { Visitor } from "./http/visitor";
import type { Pods } from "./pods";

/** How long the controller may take to serve what was deployed, in milliseconds. */
const firstAnswerMilliseconds = 60_000;

/** How long it may take from the first answer until every pod answers, in milliseconds. */
const everyPodMilliseconds = 10_000;

/** Pause between two requests, in milliseconds. */
const pauseMilliseconds = 50;

/**
 * Waits until every ready pod has answered at `url`. The controller learns of pods a moment after
 * they are ready (Traefik takes up changes every 2 s), and the checks are not about that moment.
 * Where a pod never answers the wait ends all the same, and the checks tell what is wrong.
 *
 * @throws DemoError when no pod answers in time, with what was seen last
 */
export async function reachPods(url: string, pods: Pods, signal: AbortSignal): Promise<void> {
  const ready = (await readyPods(pods)).length;
  const stranger = new Visitor({
    ...{ url, purpose: "every pod answers", journal: [], signal, keepsCookies: false },
  });
  const seen = new Set<string>();
  let deadline = performance.now() + firstAnswerMilliseconds;
  for (;;) {
    const visit = await stranger.visit();
    if (isAnswered(visit)) {
      if (seen.size === 0) {
        deadline = performance.now() + everyPodMilliseconds;
      }
      seen.add(visit.pod);
    }
    if (seen.size > 0 && seen.size >= ready) {
      return;
    }
    if (performance.now() > deadline) {
      if (seen.size > 0) {
        return;
      }
      throw new DemoError(
        `No pod answers at ${url} within ${firstAnswerMilliseconds / 1000} s: ${visit.lost ?? "no reason given"}. ` +
          "The host has to resolve to the controller, and the ingress class has to be the controller's.",
      );
    }
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}
