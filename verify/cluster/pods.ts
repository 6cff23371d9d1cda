import type { CoreV1Api, KubeConfig, V1Container, V1Pod } from "@kubernetes/client-node";
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
  /** Why it is not ready, as far as Kubernetes tells. */
  readonly notReadyBecause?: string;
  /** How often its containers were restarted, all together. */
  readonly restarts: number;
  /**
   * How long it serves on after it was told to end, in seconds: the longest preStop sleep of its containers,
   * by the kubelet's `sleep` or the command of the name.
   */
  readonly drainSeconds?: number;
  /** The object that keeps as many of such pods as wanted. */
  readonly owner?: { readonly kind: string; readonly name: string };
}

/** The pods behind the application. */
export interface Pods {
  /** Those that there are now, sorted by name. */
  list(): Promise<Pod[]>;
  /**
   * Deletes just this pod, not a later one of the same name.
   *
   * @param graceSeconds how long it may take to end; 0 kills it at once @default - its own
   */
  delete(pod: Pod, graceSeconds?: number): Promise<void>;
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
    restarts: (status?.containerStatuses ?? []).reduce(
      (sum, { restartCount }) => sum + restartCount,
      0,
    ),
    ...(drainSeconds !== undefined && { drainSeconds }),
    ...(!ready && because !== "" && { notReadyBecause: because }),
    ...(owner && { owner: { kind: owner.kind, name: owner.name } }),
  };
}

/** The longest preStop sleep; undefined where there is none. */
function drainSecondsOf(containers: readonly V1Container[]): number | undefined {
  const sleeps = containers.flatMap(({ lifecycle }) => {
    const preStop = lifecycle?.preStop;
    const command = /(?:^|[\s/;&])sleep (\d+)(?:s?)(?=$|[\s;&])/.exec(
      preStop?.exec?.command?.join(" ") ?? "",
    );
    return preStop?.sleep?.seconds ?? (command ? [Number(command[1])] : []);
  });
  return sleeps.length === 0 ? undefined : Math.max(...sleeps);
}

function byName(left: Pod, right: Pod): number {
  return left.name.localeCompare(right.name, "en", { numeric: true });
}
