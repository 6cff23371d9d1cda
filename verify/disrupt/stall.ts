import { setTimeout as sleep } from "node:timers/promises";
import { type Check, type CheckOutcome, fail, pass, skipped } from "../checks/check";
import type { Pod } from "../cluster/pod";
import { counted, messageOf } from "../message";
import { type Scene, underLoad, untilServed } from "./underLoad";

/** Pause between two looks at the pods, in milliseconds. */
const pauseMilliseconds = 200;

export interface StallTimes {
  /** How long the pod stands still, in seconds. */
  readonly seconds: number;
  /** How long probes and health checks that began during the stall may take to be felt, in milliseconds. */
  readonly aftermathMilliseconds: number;
}

/** The processes of a pod are stopped for a time and go on: its clients wait, and stay. */
export function stallCheck(times: StallTimes): Check {
  return {
    id: "stall",
    title: `a pod stands still for ${times.seconds} s: nobody moves`,
    needs: "a cookie",
    run: (context) => underLoad(context, context.settings.clients, (scene) => stall(scene, times)),
  };
}

/** As long as a long garbage collection. */
export const podStalled = stallCheck({ seconds: 10, aftermathMilliseconds: 10_000 });

async function stall(
  scene: Scene,
  { seconds, aftermathMilliseconds }: StallTimes,
): Promise<CheckOutcome> {
  const { context, load, pods } = scene;
  const { directory, recorder, samples, signal, settings } = context;
  const victim = load.clients
    .map(({ pod = "" }) => directory.find(pod))
    .find((pod) => pod !== undefined);
  if (!victim) {
    return skipped("the answers name no pod of the Service, so none was stopped");
  }
  const holders = load.clients.filter(({ pod }) => directory.find(pod ?? "")?.uid === victim.uid);
  recorder.mark(`${victim.name} stops`);
  const standing = pods.stall(victim, seconds, signal).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const watch = watchVictim(scene, victim);
  const failed = await standing;
  signal.throwIfAborted();
  if (failed) {
    await watch.stop();
    return skipped(`${victim.name} could not be stopped: ${messageOf(failed.error)}`);
  }
  recorder.mark(`${victim.name} goes on`);
  await sleep(aftermathMilliseconds, undefined, { signal });
  await untilServed(context);
  await load.untilSettled(samples.requests(scene.before.length));
  const seen = await watch.stop();

  const moved = new Set(load.moves.map(({ client }) => client)).size;
  const lost = load.losses.length;
  const wait = Math.round(load.longestWait);
  const figures = {
    ...{ clients: load.clients.length, holders: holders.length, requests: load.requests },
    ...{ lost, moved, restarts: seen.restarts, longestWaitMilliseconds: wait },
  };
  const detail = `${victim.name} stood still for ${seconds} s; ${moved} of ${counted(load.clients.length, "client")} moved, ${counted(seen.restarts, "container")} restarted, ${counted(lost, "request")} of ${load.requests.toLocaleString("en")} lost, longest wait ${wait.toLocaleString("en")} ms`;
  if (seen.restarts > 0) {
    return fail(
      "container-restarted",
      detail,
      "Its liveness probe takes a stall for the application's end, and the restart loses the sessions in its memory: give it more patience than any stall (timeoutSeconds, failureThreshold), or leave it out.",
      figures,
    );
  }
  if (moved > 0) {
    return fail(
      "client-left-stalled-pod",
      detail,
      seen.unready
        ? `${victim.name} was not ready for a time, so that the controller left it: its readiness probe takes a stall for the application's end. Raise timeoutSeconds and failureThreshold, such as 5 and 3.`
        : "The pod was ready all the while, so that it is the controller that left it: look for a health check, a timeout or a detection of outliers that ends before the stall does.",
      figures,
    );
  }
  return settings.maxLost !== undefined && lost > settings.maxLost
    ? fail(
        "too-many-lost",
        `${detail}; allowed: ${settings.maxLost}`,
        "A timeout of the controller or of this client is shorter than the stall.",
        figures,
      )
    : pass(detail, figures);
}

/** What became of the pod while it was looked at. */
interface Seen {
  readonly unready: boolean;
  /** How many of its containers were restarted. */
  readonly restarts: number;
}

/** Looks at the pod until it is told to stop. */
function watchVictim({ context }: Scene, { uid, restarts }: Pod): { stop: () => Promise<Seen> } {
  const { directory } = context;
  const stopping = new AbortController();
  let unready = false;
  let most = restarts;
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      // A look that fails is made up for by the next.
      const pods = await directory.refresh().catch(() => undefined);
      const now = pods?.find((pod) => pod.uid === uid);
      unready ||= pods !== undefined && now?.ready !== true;
      most = Math.max(most, now?.restarts ?? 0);
      await sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      return { unready, restarts: most - restarts };
    },
  };
}
