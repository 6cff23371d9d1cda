import { setTimeout as sleep } from "node:timers/promises";
import { CoreV1Api, type V1Pod } from "@kubernetes/client-node";
import {
  gateContainer,
  type SessionWait,
  sessionWaitOf,
} from "../../components/affinity/sessionDrain";
import { kubeConfig, podsOf } from "../e2e/support/cluster";
import { isReady, type Workload } from "./events";

/** A pod from its first look to its end; times of `performance.now()`. */
export interface PodLife {
  readonly name: string;
  readonly uid: string;
  /** Once it has one. */
  address?: string;
  readonly from: number;
  /** When it was told to end, when it was ready no more after that, and when it was gone. */
  toldAt?: number;
  leftAt?: number;
  goneAt?: number;
  /** How its wait for sessions ended, as its gate says. */
  wait?: SessionWait;
}

/** Between two looks at the pods, in milliseconds. */
const pauseMilliseconds = 500;

/** Looks at the pods of an application until it is told to stop. */
export function watchLives(workload: Workload): { stop: () => Promise<PodLife[]> } {
  const lives = new Map<string, PodLife>();
  const stopping = new AbortController();
  const look = async () => {
    const pods = await podsOf(workload.app, workload.namespace);
    const at = performance.now();
    for (const pod of pods) {
      await notice(workload, lives, pod, at);
    }
    for (const life of lives.values()) {
      if (!pods.some(({ metadata }) => metadata?.uid === life.uid)) {
        life.goneAt ??= at;
      }
    }
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      // A look that fails is made up for by the next.
      await look().catch(() => undefined);
      await sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      await look();
      return [...lives.values()];
    },
  };
}

async function notice(
  { namespace }: Workload,
  lives: Map<string, PodLife>,
  pod: V1Pod,
  at: number,
): Promise<void> {
  const { name = "", uid = "", deletionTimestamp } = pod.metadata ?? {};
  const life = lives.get(uid) ?? { name, uid, from: at };
  lives.set(uid, life);
  if (pod.status?.podIP !== undefined) {
    life.address = pod.status.podIP;
  }
  if (deletionTimestamp === undefined) {
    return;
  }
  life.toldAt ??= at;
  if (!isReady(pod)) {
    life.leftAt ??= at;
    const log = await kubeConfig()
      .makeApiClient(CoreV1Api)
      .readNamespacedPodLog({ name, namespace, container: gateContainer })
      // Another gate, or none, says nothing; and in the end the container is gone.
      .catch(() => "");
    life.wait ??= sessionWaitOf(log);
  }
}

/** The waits of the pods that have waited, in the order in which they were told to end. */
export function waitsOf(lives: readonly PodLife[]): { name: string; wait: SessionWait }[] {
  return lives
    .filter(({ toldAt }) => toldAt !== undefined)
    .sort((one, other) => (one.toldAt ?? 0) - (other.toldAt ?? 0))
    .flatMap(({ name, wait }) => (wait ? [{ name, wait }] : []));
}
