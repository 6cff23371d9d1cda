import { setTimeout as sleep } from "node:timers/promises";
import type { SessionWait } from "../../../components/affinity/sessionDrain";
import type { Pod } from "../../../verify/cluster/pod";
import type { PodEvent, Pods } from "../../../verify/cluster/pods";
import type { FakePod, FakeSiteBehaviour } from "./fakeSiteBehaviour";

/** How long a pod stands still, whatever it is told, in milliseconds. */
const stallMilliseconds = 600;

/** The pods of the fake site: they come back under the same name with another UID and address. */
export class FakePods implements Pods {
  /** Those that are there. */
  pods: FakePod[];
  /** Those that were deleted. */
  readonly gone: FakePod[] = [];
  /** The name of the last one that was deleted and is there again. */
  deletedName: string | undefined;
  /** The name of the one that stands still. */
  stalled: string | undefined;
  /** How many answers the last deletion still costs. */
  lossesLeft = 0;
  private created = 0;
  /** What answers the requests that wait for the pod that stands still. */
  private readonly waiting: (() => void)[] = [];
  private readonly noted: PodEvent[] = [];
  /** The answer from which on the interrupted pod is there again. */
  private healedAt = Infinity;

  constructor(protected readonly behaviour: FakeSiteBehaviour) {
    this.pods = Array.from({ length: behaviour.replicas ?? 3 }, (_, index) =>
      this.createPod(`hello-${index}`),
    );
  }

  list(): Promise<Pod[]> {
    return Promise.resolve([...this.pods]);
  }

  events(since: Date): Promise<PodEvent[]> {
    return Promise.resolve(this.noted.filter(({ at }) => new Date(at) >= since));
  }

  sessionWait({ uid }: Pod): Promise<SessionWait | undefined> {
    const isOver = this.pods.some((pod) => pod.uid === uid && pod.terminating && !pod.ready);
    return Promise.resolve(isOver ? this.behaviour.sessions?.wait?.told : undefined);
  }

  async delete(pod: Pod): Promise<void> {
    const { wait } = this.behaviour.sessions ?? {};
    if (wait) {
      const change = (changes: Partial<Pod>) => {
        this.pods = this.pods.map((each) =>
          each.uid === pod.uid ? { ...each, ...changes } : each,
        );
      };
      change({ terminating: true });
      await sleep(wait.milliseconds);
      change({ ready: false });
      // As long as its gate can be asked.
      await sleep(1_200);
    }
    this.end(pod);
  }

  private end({ uid, name }: Pod): void {
    this.gone.push(...this.pods.filter((pod) => pod.uid === uid));
    this.pods = this.pods.filter((pod) => pod.uid !== uid);
    this.lossesLeft = this.behaviour.lostAfterDeletion ?? 0;
    setTimeout(() => {
      this.deletedName = name;
      this.pods = [...this.pods, this.createPod(name)];
    }, 300);
  }

  async stall({ name }: Pod): Promise<void> {
    const { stall } = this.behaviour;
    if (stall === "refused") {
      throw new Error("namespaces is forbidden");
    }
    const change = (changes: Partial<Pod>) => {
      this.pods = this.pods.map((pod) => (pod.name === name ? { ...pod, ...changes } : pod));
    };
    const changes = { ready: stall !== "unready", restarts: stall === "restarts" ? 1 : 0 };
    this.stalled = name;
    change(changes);
    await sleep(stallMilliseconds);
    this.stalled = undefined;
    change({ ready: true });
    for (const goOn of this.waiting.splice(0)) {
      goOn();
    }
  }

  /** Resolves when the pod that stands still goes on. */
  goesOn(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Makes one pod not ready; the proxy leaves it out. */
  break(name: string, because: string): void {
    this.pods = this.pods.map((pod) =>
      pod.name === name ? { ...pod, ready: false, notReadyBecause: because } : pod,
    );
  }

  createPod(name: string): FakePod {
    this.created += 1;
    return {
      drainSeconds: this.behaviour.drainSeconds,
      ...{ name, uid: `uid-${this.created}`, address: `10.0.0.${this.created}`, ready: true },
      ...{ readyChangedAt: "2026-01-01T12:00:00.000Z", restarts: 0 },
      owner: { kind: "StatefulSet", name: "hello" },
    };
  }

  /** Takes the pod away for some answers, as a probe that times out or a crash does. */
  interrupt({ uid }: FakePod, what: "not ready" | "restarted", answers: number): void {
    const at = new Date().toISOString();
    const change = (pod: FakePod): FakePod =>
      what === "restarted"
        ? {
            ...{ ...pod, ready: false, restarts: 1, readyChangedAt: at },
            lastEnd: { container: "web", at, reason: "OOMKilled" },
          }
        : { ...pod, ready: false, readyChangedAt: at };
    this.pods = this.pods.map((pod) => (pod.uid === uid ? change(pod) : pod));
    this.healedAt = answers + 4;
    if (what === "not ready") {
      // The kubelet's own words (pkg/kubelet/prober).
      const message =
        'Readiness probe failed: Get "http://10.0.0.1:8080/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
      this.noted.push({ uid, at, reason: "Unhealthy", message });
    }
  }

  /** Has the interrupted pod back when there were enough answers without it. */
  heal(answers: number): void {
    if (answers >= this.healedAt) {
      this.healedAt = Infinity;
      const readyChangedAt = new Date().toISOString();
      this.pods = this.pods.map((pod) =>
        pod.ready ? pod : { ...pod, ready: true, readyChangedAt },
      );
    }
  }
}
