import type { Cluster, ObjectReference } from "../api/cluster";
import { type KubernetesObject, listAt, stringAt } from "../objects/kubernetesObject";
import { textOf } from "../properties/propertyValue";
import type { ResourceLog } from "../resourceLog";
import { ChangeSignal } from "./changeSignal";
import { WaitError } from "./wait";
import { Watcher } from "./watcher";

/** What to see off. */
export interface DeletionRequest {
  readonly cluster: Cluster;
  readonly reference: ObjectReference;
  /** Identifies the object, for another one may take its name; empty if it is not known. */
  readonly uid: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly cancelled: AbortSignal;
  readonly log: ResourceLog;
}

/** How often the timeout is looked at, in milliseconds. */
const tick = 500;

/**
 * Waits until an object is gone.
 * @throws WaitError if it is not in time, or the user cancels.
 */
export async function waitUntilGone(request: DeletionRequest): Promise<void> {
  const stopping = new AbortController();
  try {
    await watchUntilGone(request, stopping.signal);
  } finally {
    stopping.abort();
    request.log.status("");
  }
}

async function watchUntilGone(request: DeletionRequest, stopped: AbortSignal): Promise<void> {
  const { cluster, reference, uid, timeout, cancelled, log } = request;
  const started = Date.now();
  const changed = new ChangeSignal();
  const query = { ...reference, fieldSelector: `metadata.name=${reference.name}` };
  const watcher = new Watcher(cluster, query, stopped, () => {
    changed.notify();
  });
  const watching = watcher.run();
  for (;;) {
    // A refused watch ends the wait with its error.
    await Promise.race([watching, changed.next(tick, cancelled)]);
    const live = watcher.items.find(
      (item) => uid === "" || stringAt(item, "metadata", "uid") === uid,
    );
    if (watcher.listed && live === undefined) return;
    const reasons = live === undefined ? [] : obstaclesOf(live);
    const fail = (what: string): never => {
      throw new WaitError(`'${reference.name}' ${what}`, reasons, live ?? {});
    };
    if (cancelled.aborted) fail("still existed when the operation was cancelled");
    if (Date.now() - started >= timeout) {
      fail(`still exists ${timeout / 1000} s after its deletion began`);
    }
    log.status(["Waiting for the object to be gone", ...reasons].join("; "));
  }
}

/** What keeps an object from going. */
function obstaclesOf(live: KubernetesObject): string[] {
  const finalizers = listAt(live, "metadata", "finalizers").map(textOf);
  // A namespace says in its conditions what is left in it.
  const conditions = listAt(live, "status", "conditions")
    .filter((condition) => stringAt(condition, "status") === "True")
    .filter((condition) => stringAt(condition, "type")?.startsWith("Namespace") === true)
    .flatMap((condition) => stringAt(condition, "message") ?? []);
  return finalizers.length === 0
    ? conditions
    : [`finalizers: ${finalizers.join(", ")}`, ...conditions];
}
