import type {
  CoreV1Api,
  CoreV1Event,
  KubeConfig,
  V1Container,
  V1ContainerStatus,
  V1Pod,
} from "@kubernetes/client-node";
import { sleepSecondsOf } from "../../components/affinity/drainTime";
import {
  gateContainer,
  type SessionWait,
  sessionWaitOf,
} from "../../components/affinity/sessionDrain";
import { stallPod } from "./stall";

/** One pod of the application. */
export interface Pod {
  readonly name: string;
  /** Tells the pod from a later one of the same name. */
  readonly uid: string;
  /** The pod's own IP address, once it has one. */
  readonly address?: string;
  /** The node that it runs on, once it has one. */
  readonly node?: string;
  /** When it was started, in ISO 8601. */
  readonly startedAt?: string;
  /** Ready, and not being deleted. */
  readonly ready: boolean;
  /** Whether it is being deleted. @default false */
  readonly terminating?: boolean;
  /** When it last became ready or stopped being so, in ISO 8601. */
  readonly readyChangedAt?: string;
  /** How often its containers were restarted, and how the one ended that was last. */
  readonly restarts: number;
  readonly lastEnd?: ContainerEnd;
  /** Why it is not ready, as far as Kubernetes tells. */
  readonly notReadyBecause?: string;
  /**
   * How long it serves on after it was told to end, in seconds: the longest preStop sleep of its containers,
   * by the kubelet's `sleep` or the command of the name.
   */
  readonly drainSeconds?: number;
  /** After how long the kubelet kills what is left of it, in seconds. */
  readonly graceSeconds?: number;
  /** The object that keeps as many of such pods as wanted. */
  readonly owner?: { readonly kind: string; readonly name: string };
}

/** The end of a container that was started again. */
export interface ContainerEnd {
  readonly container: string;
  /** ISO 8601. */
  readonly at: string;
  /** Kubernetes' word for it, such as `OOMKilled` or `Error`. */
  readonly reason: string;
}

/** What Kubernetes notes of a pod, such as a probe that failed. */
export interface PodEvent {
  /** Of the pod. */
  readonly uid: string;
  /** Such as `Unhealthy` or `Killing`. */
  readonly reason: string;
  readonly message: string;
  /** When it was seen last, in ISO 8601. */
  readonly at: string;
}

/** The pods behind the application. */
export interface Pods {
  /** Those that there are now, sorted by name. */
  list(): Promise<Pod[]>;
  /** What was noted of pods of the namespace from then on; nothing where it may not be read. */
  events(since: Date): Promise<PodEvent[]>;
  /**
   * Deletes just this pod, not a later one of the same name.
   *
   * @param graceSeconds how long it may take to end; 0 kills it at once @default - its own
   */
  delete(pod: Pod, graceSeconds?: number): Promise<void>;
  /**
   * How the pod's wait for its sessions has ended, by the log of its drain gate; undefined while it waits, and where
   * there is no such gate, or its log may not be read.
   */
  sessionWait(pod: Pod): Promise<SessionWait | undefined>;
  /**
   * Stops the pod's processes and lets them go on.
   *
   * @throws Error where that is not possible here
   */
  stall(pod: Pod, seconds: number, signal: AbortSignal): Promise<void>;
}

/** The pods that have the labels. */
export class SelectedPods implements Pods {
  constructor(
    private readonly api: CoreV1Api,
    private readonly namespace: string,
    private readonly selector: Readonly<Record<string, string>>,
  ) {}

  async list(): Promise<Pod[]> {
    if (Object.keys(this.selector).length === 0) {
      // A Service without a selector selects nothing; a query without one would select everything.
      return [];
    }
    const { items } = await this.api.listNamespacedPod({
      namespace: this.namespace,
      labelSelector: Object.entries(this.selector)
        .map(([name, value]) => `${name}=${value}`)
        .join(","),
    });
    return items.map(toPod).sort(byName);
  }

  async events(since: Date): Promise<PodEvent[]> {
    const { items } = await this.api
      .listNamespacedEvent({
        namespace: this.namespace,
        fieldSelector: "involvedObject.kind=Pod",
      })
      .catch(() => ({ items: [] as CoreV1Event[] }));
    // Their times are whole seconds.
    const from = Math.floor(since.getTime() / 1000) * 1000;
    return items.flatMap((event) => {
      const at: Date | undefined =
        event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
      const uid = event.involvedObject.uid;
      return at === undefined || uid === undefined || at.getTime() < from
        ? []
        : [
            {
              ...{ uid, at: at.toISOString() },
              ...{ reason: event.reason ?? "", message: event.message ?? "" },
            },
          ];
    });
  }

  async delete(pod: Pod, graceSeconds?: number): Promise<void> {
    const { V1DeleteOptions, V1Preconditions } = await import("@kubernetes/client-node");
    const body = new V1DeleteOptions();
    body.preconditions = new V1Preconditions();
    body.preconditions.uid = pod.uid;
    if (graceSeconds !== undefined) {
      body.gracePeriodSeconds = graceSeconds;
    }
    await this.api.deleteNamespacedPod({ name: pod.name, namespace: this.namespace, body });
  }

  async sessionWait({ name }: Pod): Promise<SessionWait | undefined> {
    const { namespace } = this;
    const log = await this.api
      .readNamespacedPodLog({ name, namespace, container: gateContainer, tailLines: 20 })
      .catch(() => "");
    return sessionWaitOf(log);
  }

  stall({ name: pod }: Pod, seconds: number, signal: AbortSignal): Promise<void> {
    return stallPod(this.api, { namespace: this.namespace, pod, seconds, signal });
  }
}

/** {@link SelectedPods} on the cluster that `kubeConfig`'s current context names. */
export async function selectedPods(
  kubeConfig: KubeConfig,
  namespace: string,
  selector: Readonly<Record<string, string>>,
): Promise<Pods> {
  const { CoreV1Api } = await import("@kubernetes/client-node");
  return new SelectedPods(kubeConfig.makeApiClient(CoreV1Api), namespace, selector);
}

/** The pods that can answer now. */
export function readyAmong(pods: readonly Pod[]): Pod[] {
  return pods.filter(({ ready }) => ready);
}

/** {@link Pod} of what the API server says. */
export function toPod({ metadata, spec, status }: V1Pod): Pod {
  const terminating = metadata?.deletionTimestamp !== undefined;
  const condition = status?.conditions?.find(({ type }) => type === "Ready");
  const ready = condition?.status === "True" && !terminating;
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  const drainSeconds = drainSecondsOf(spec?.containers ?? []);
  const waiting = status?.containerStatuses?.find(({ state }) => state?.waiting)?.state?.waiting;
  const because = terminating
    ? "it is being deleted"
    : [waiting?.reason, waiting?.message, condition?.reason, condition?.message]
        .filter((part) => part !== undefined && part !== "")
        .join(": ");
  return {
    name: metadata?.name ?? "",
    uid: metadata?.uid ?? "",
    ...(status?.podIP !== undefined && { address: status.podIP }),
    ...(spec?.nodeName !== undefined && { node: spec.nodeName }),
    ...(status?.startTime && { startedAt: status.startTime.toISOString() }),
    ready,
    ...(drainSeconds !== undefined && { drainSeconds }),
    ...(spec?.terminationGracePeriodSeconds !== undefined && {
      graceSeconds: spec.terminationGracePeriodSeconds,
    }),
    ...(terminating && { terminating }),
    ...(condition?.lastTransitionTime && {
      readyChangedAt: condition.lastTransitionTime.toISOString(),
    }),
    ...endsOf(status?.containerStatuses ?? []),
    ...(!ready && because !== "" && { notReadyBecause: because }),
    ...(owner && { owner: { kind: owner.kind, name: owner.name } }),
  };
}

/** The longest preStop sleep; undefined where there is none. */
function drainSecondsOf(containers: readonly V1Container[]): number | undefined {
  const sleeps = containers.flatMap(({ lifecycle }) => sleepSecondsOf(lifecycle?.preStop) ?? []);
  return sleeps.length === 0 ? undefined : Math.max(...sleeps);
}

function endsOf(containers: readonly V1ContainerStatus[]): Pick<Pod, "restarts" | "lastEnd"> {
  const ends = containers.flatMap(({ name, lastState }): ContainerEnd[] => {
    const { finishedAt, reason } = lastState?.terminated ?? {};
    return finishedAt
      ? [{ container: name, at: finishedAt.toISOString(), reason: reason ?? "no reason given" }]
      : [];
  });
  const [lastEnd] = ends.sort((left, right) => right.at.localeCompare(left.at));
  return {
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    ...(lastEnd && { lastEnd }),
  };
}

function byName(left: Pod, right: Pod): number {
  return left.name.localeCompare(right.name, "en", { numeric: true });
}
