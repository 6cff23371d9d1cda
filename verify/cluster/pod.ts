import type { V1Container, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { sleepSecondsOf } from "../../components/affinity/drainTime";

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
