import { setTimeout as sleep } from "node:timers/promises";
import type { Answerer } from "../identity";
import { explained, type Interruption, Interruptions } from "./interruptions";
import type { Pod } from "./pod";
import type { Pods } from "./pods";

/** Remembers every pod that was there at any time, and so who gave an answer, by UID. */
export class PodDirectory {
  private readonly seen = new Map<string, Pod>();
  private readonly interruptions = new Interruptions();
  private current: readonly Pod[] = [];

  /** @param pods none where the cluster is not at hand: then an answer's own words have to do */
  constructor(private readonly pods?: Pods) {}

  /** Looks at the cluster; resolves to the pods that are there now. */
  async refresh(): Promise<readonly Pod[]> {
    const before = this.current;
    this.current = (await this.pods?.list()) ?? [];
    for (const pod of before.filter((pod) => !this.current.some(({ uid }) => uid === pod.uid))) {
      this.interruptions.deleted(pod);
    }
    for (const pod of this.current) {
      this.interruptions.notice(this.seen.get(pod.uid), pod);
      this.seen.set(pod.uid, pod);
    }
    return this.current;
  }

  /** Looks at the cluster again and again, so that nothing that happens to a pod is missed; returns what ends it. */
  watch(pauseMilliseconds = 1_000): () => Promise<void> {
    const stopping = new AbortController();
    const { signal } = stopping;
    const watching = (async () => {
      while (this.pods && !signal.aborted) {
        await sleep(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
        // A look that fails is made up for by the next.
        await this.refresh().catch(() => undefined);
      }
    })();
    return async () => {
      stopping.abort();
      await watching;
    };
  }

  /**
   * What happened to a pod since then, as far as it was looked at, with Kubernetes' reasons.
   *
   * @param key the pod's
   */
  async interruptionsOf(key: string, since: Date): Promise<Interruption[]> {
    const pod = this.find(key);
    const found = pod ? this.interruptions.of(pod.uid, since) : [];
    return found.length === 0
      ? []
      : explained(found, (await this.pods?.events(since).catch(() => [])) ?? []);
  }

  /** Stands for whoever gave an answer: the same for the same pod, another for one that came back. */
  keyOf({ name, address }: Answerer): string {
    if (address !== undefined) {
      return `${name} ${address}`;
    }
    return this.current.findLast((pod) => isCalled(pod, name))?.uid ?? name;
  }

  /** The pod that the key stands for; undefined where it is none of the application's. */
  find(key: string): Pod | undefined {
    const known = this.seen.get(key);
    if (known) {
      return known;
    }
    const [name = "", address] = key.split(" ");
    return [...this.seen.values()].findLast(
      (pod) => isCalled(pod, name) && (address === undefined || pod.address === address),
    );
  }

  /** The key's pod in words, such as `hello-1`, or `hello-1 (2nd)` for a later one of the same name. */
  label(key: string): string {
    const pod = this.find(key);
    if (!pod) {
      return key.split(" ", 1)[0] ?? key;
    }
    const namesakes = [...this.seen.values()].filter(({ name }) => name === pod.name);
    const position = namesakes.indexOf(pod);
    return position < 1 ? pod.name : `${pod.name} (${ordinal(position + 1)})`;
  }
}

/** Applications tell their host name, which is the pod's, or their address. */
function isCalled(pod: Pod, name: string): boolean {
  return pod.name === name || pod.address === name;
}

function ordinal(number: number): string {
  return number === 2 ? "2nd" : number === 3 ? "3rd" : `${number}th`;
}
