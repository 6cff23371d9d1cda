import { setTimeout as sleep } from "node:timers/promises";
import { type CheckContext, type CheckOutcome, fail, skipped } from "../checks/check";
import { type Pod, readyAmong } from "../cluster/pod";
import type { Pods } from "../cluster/pods";
import { likelyCause } from "../diagnosis/evidence";
import { notStickyCauses } from "../diagnosis/notSticky";
import { isAnswered } from "../http/exchange";
import { counted } from "../message";
import { Load } from "./load";

/** Pause between two looks at the pods, in milliseconds. */
const pauseMilliseconds = 200;

/** How long new pods may take to be ready, and old ones to be gone beyond their own time to end, in milliseconds. */
const podsTimeoutMilliseconds = 300_000;

/** How long the controller may take to send somebody to a pod that is ready, in milliseconds. */
const servedTimeoutMilliseconds = 15_000;

/** What a disruption works with. */
export interface Scene {
  readonly context: CheckContext;
  readonly load: Load;
  readonly pods: Pods;
  /** The pods that were ready at the start. */
  readonly before: readonly Pod[];
  /** From when on the pods are watched. */
  readonly since: Date;
}

/**
 * Does something to the application while clients use it, and new clients, once every one of them has come to rest on
 * its pod. The pods are watched all the while.
 *
 * @param clients how many
 */
export async function underLoad(
  context: CheckContext,
  clients: number,
  act: (scene: Scene) => Promise<CheckOutcome>,
): Promise<CheckOutcome> {
  const { target, directory, samples, settings, survey } = context;
  const { cluster } = target;
  if (!cluster) {
    return skipped("the cluster is not known: --service NAMESPACE/NAME");
  }
  if (settings.identity.kind === "cookie") {
    return skipped("by --identity cookie pods are not known by their names");
  }
  const before = readyAmong(await directory.refresh());
  if (before.length < 2) {
    return skipped(`${counted(before.length, "pod")} ready: no other could take over`);
  }
  const since = new Date();
  const stopWatching = directory.watch(pauseMilliseconds);
  const load = await Load.start({
    ...{ clients, rate: settings.rate, newClients: settings.newClients, signal: context.signal },
    ...(survey.cookieName !== undefined && { cookieName: survey.cookieName }),
    visitor: (args) => context.visitor({ ...args, ownRate: true }),
    keyOf: (answerer) => directory.keyOf(answerer),
  });
  try {
    await load.untilAnswered(samples.requests(before.length));
    if (load.moves.length > 0) {
      return fail(
        "pod-changes-before-disruption",
        "clients do not stay on their pods to begin with, so nothing was done",
        likelyCause(notStickyCauses, context),
      );
    }
    load.resetWaits();
    return await act({ context, load, pods: cluster.pods, before, since });
  } finally {
    await load.stop();
    await stopWatching();
  }
}

/**
 * Waits until the pods are as wanted.
 *
 * @throws Error when it takes too long
 */
export async function untilPods(
  { directory, signal }: CheckContext,
  what: string,
  wanted: (pods: readonly Pod[]) => boolean,
): Promise<readonly Pod[]> {
  const start = performance.now();
  let timeout = podsTimeoutMilliseconds;
  for (;;) {
    const pods = await directory.refresh();
    const graces = pods.map(({ graceSeconds = 0 }) => graceSeconds * 1000);
    timeout = Math.max(timeout, podsTimeoutMilliseconds + Math.max(0, ...graces));
    if (wanted(pods)) {
      return pods;
    }
    if (performance.now() > start + timeout) {
      throw new Error(`${what} takes longer than ${timeout / 1000} s`);
    }
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}

/** Waits until every ready pod answers new clients, as far as that comes to pass at all. */
export async function untilServed(context: CheckContext): Promise<void> {
  const { directory, signal, visitor } = context;
  const newClient = await visitor({ keepsCookies: false, recorded: false });
  const deadline = performance.now() + servedTimeoutMilliseconds;
  const seen = new Set<string | undefined>();
  while (performance.now() < deadline) {
    const exchange = await newClient.visit();
    if (isAnswered(exchange)) {
      seen.add(directory.find(directory.keyOf(exchange.answerer))?.uid);
    }
    const ready = readyAmong(await directory.refresh());
    if (ready.every(({ uid }) => seen.has(uid))) {
      return;
    }
    await sleep(pauseMilliseconds / 4, undefined, { signal });
  }
}
