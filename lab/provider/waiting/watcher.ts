import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, KindNotServedError } from "../api/apiError";
import type { Cluster, ObjectQuery } from "../api/cluster";
import { type KubernetesObject, mapAt, stringAt } from "../objects/kubernetesObject";

/** Pause before a broken watch is taken up again, in milliseconds. */
const pause = 500;

/** Keeps the objects of a query up to date. */
export class Watcher {
  private readonly objects = new Map<string, KubernetesObject>();
  private hasListed = false;

  constructor(
    private readonly cluster: Cluster,
    private readonly query: ObjectQuery,
    private readonly signal: AbortSignal,
    /** Called when the objects have been listed, and whenever one of them changes. */
    private readonly onChange: () => void,
  ) {}

  /** True once the API server has told which objects there are. */
  get listed(): boolean {
    return this.hasListed;
  }

  /** The objects as they are now. */
  get items(): KubernetesObject[] {
    return [...this.objects.values()];
  }

  /**
   * Watches until the signal; broken connections are taken up again.
   * @throws ApiError if the query itself is refused.
   */
  async run(): Promise<void> {
    while (!this.signal.aborted) {
      try {
        await this.listAndWatch();
      } catch (error) {
        if (isFinal(error)) throw error;
      }
      await sleep(pause, undefined, { signal: this.signal }).catch(() => undefined);
    }
  }

  private async listAndWatch(): Promise<void> {
    const { items, resourceVersion } = await this.cluster.list(this.query, this.signal);
    this.objects.clear();
    for (const item of items) this.objects.set(uidOf(item), item);
    this.hasListed = true;
    this.onChange();
    for await (const event of this.cluster.watch(this.query, resourceVersion, this.signal)) {
      // The version that the watch goes on from is too old: list anew.
      if (event.type === "ERROR") return;
      const object = mapAt(event.object);
      if (event.type === "DELETED") this.objects.delete(uidOf(object));
      else this.objects.set(uidOf(object), object);
      this.onChange();
    }
  }
}

function uidOf(object: KubernetesObject): string {
  return stringAt(object, "metadata", "uid") ?? "";
}

function isFinal(error: unknown): boolean {
  if (error instanceof KindNotServedError) return true;
  return error instanceof ApiError && error.code < 500 && error.code !== 410 && error.code !== 429;
}
