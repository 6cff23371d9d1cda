import type { Cluster, ObjectQuery, ObjectReference } from "../api/cluster";
import { type KubernetesObject, stringAt } from "../objects/kubernetesObject";
import type { ResourceLog } from "../resourceLog";
import { ChangeSignal } from "./changeSignal";
import type { Progress, ReadinessRule } from "./readiness";
import { Watcher } from "./watcher";

/** An object exists but has not become what was waited for. */
export class WaitError extends Error {
  constructor(
    message: string,
    /** Why, one sentence each. */
    readonly reasons: readonly string[],
    /** The object as it was seen last. */
    readonly object: KubernetesObject,
  ) {
    super(message);
  }
}

/** What to wait for. */
export interface WaitRequest {
  readonly cluster: Cluster;
  readonly reference: ObjectReference;
  /** The object as the API server answered the write. */
  readonly object: KubernetesObject;
  readonly rule: ReadinessRule;
  /** Milliseconds. */
  readonly timeout: number;
  /** Ends the wait: the user has cancelled. */
  readonly cancelled: AbortSignal;
  readonly log: ResourceLog;
}

/** How often rules that depend on time are looked at again, in milliseconds. */
const tick = 500;
/** How often the reasons for a wait are shown while it goes on, in milliseconds. */
const problemInterval = 10_000;

/**
 * Waits until an object is ready.
 * @returns the object as it is then.
 * @throws WaitError if it is not in time, never will be, is gone, or the user cancels.
 */
export async function waitUntilReady(request: WaitRequest): Promise<KubernetesObject> {
  const wait = new Wait(request);
  try {
    return await wait.run();
  } finally {
    wait.stop();
  }
}

class Wait {
  private readonly started = Date.now();
  private readonly stopping = new AbortController();
  private readonly related: readonly (readonly [string, Watcher])[];
  private readonly own: Watcher;
  private readonly events: Watcher;
  private readonly changed = new ChangeSignal();
  private lastRelatedChange: number | undefined;
  private problemsShown = Date.now();

  constructor(private readonly request: WaitRequest) {
    const { reference, rule, object } = request;
    this.own = this.watch({ ...reference, fieldSelector: `metadata.name=${reference.name}` });
    this.events = this.watch({
      apiVersion: "v1",
      kind: "Event",
      namespace: reference.namespace,
      fieldSelector: `involvedObject.uid=${stringAt(object, "metadata", "uid") ?? ""},type=Warning`,
    });
    this.related = Object.entries(rule.related ?? {}).map(([name, query]) => {
      const watcher = this.watch(query, () => {
        if (watcher.items.length > 0) this.lastRelatedChange = Date.now();
      });
      return [name, watcher];
    });
  }

  async run(): Promise<KubernetesObject> {
    const { rule, object, log } = this.request;
    if (rule.related === undefined && this.evaluate().ready) return object;
    const watchers = [this.own, ...this.related.map(([, watcher]) => watcher)];
    const watching = Promise.all(watchers.map((watcher) => watcher.run()));
    // Events only explain; somebody who may not read them can wait all the same.
    this.events.run().catch(() => undefined);
    for (;;) {
      const progress = this.evaluate();
      if (progress.ready) return this.latest();
      this.throwIfOver(progress);
      log.status(progress.status);
      this.showProblems(progress);
      // A refused watch ends the wait with its error.
      await Promise.race([watching, this.changed.next(tick, this.request.cancelled)]);
    }
  }

  stop(): void {
    this.stopping.abort();
    this.request.log.status("");
  }

  private watch(query: ObjectQuery, onChange?: () => void): Watcher {
    return new Watcher(this.request.cluster, query, this.stopping.signal, () => {
      onChange?.();
      this.changed.notify();
    });
  }

  private latest(): KubernetesObject {
    return this.own.items[0] ?? this.request.object;
  }

  private evaluate(): Progress {
    const now = Date.now();
    return this.request.rule.evaluate({
      object: this.latest(),
      related: Object.fromEntries(this.related.map(([name, { items }]) => [name, items])),
      elapsed: now - this.started,
      quiet: this.lastRelatedChange === undefined ? undefined : now - this.lastRelatedChange,
    });
  }

  private throwIfOver(progress: Progress): void {
    if (this.own.listed && this.own.items.length === 0) {
      throw this.error("was deleted by somebody else while it was waited for", progress);
    }
    if (this.request.cancelled.aborted) {
      throw this.error("was not ready when the operation was cancelled", progress);
    }
    if (Date.now() - this.started >= this.request.timeout) {
      throw this.error(
        `timed out waiting to be ready after ${this.request.timeout / 1000} s`,
        progress,
      );
    }
  }

  private error(what: string, progress: Progress): WaitError {
    const reasons = [...progress.problems, ...this.eventMessages()];
    return new WaitError(`'${this.request.reference.name}' ${what}`, reasons, this.latest());
  }

  private showProblems(progress: Progress): void {
    if (Date.now() - this.problemsShown < problemInterval) return;
    this.problemsShown = Date.now();
    for (const problem of [...progress.problems, ...this.eventMessages()]) {
      this.request.log.statusWarning(problem);
    }
  }

  private eventMessages(): string[] {
    return this.events.items.map(
      (event) => `[${stringAt(event, "reason") ?? "Warning"}] ${stringAt(event, "message") ?? ""}`,
    );
  }
}
