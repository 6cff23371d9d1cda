import type { CoreV1Api, CoreV1Event, KubeConfig } from "@kubernetes/client-node";
import {
  gateContainer,
  type SessionWait,
  sessionWaitOf,
} from "../../components/affinity/sessionDrain";
import { type Pod, toPod } from "./pod";
import { stallPod } from "./stall";

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

function byName(left: Pod, right: Pod): number {
  return left.name.localeCompare(right.name, "en", { numeric: true });
}
