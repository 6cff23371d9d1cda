import {
  type KubernetesObject,
  mapAt,
  namespaceOf,
  numberAt,
  stringAt,
} from "../objects/kubernetesObject";
import { podProblems } from "./podProblems";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";
import { isOwnedBy, labelSelectorOf } from "./selector";

/**
 * A StatefulSet is ready when its controller has seen the change, every replica is there, ready and
 * of the newest revision, and that revision has become the current one. With the update strategy
 * `OnDelete` pods are exchanged by hand, so that only their number and readiness count.
 */
export function statefulSetRule(statefulSet: KubernetesObject): ReadinessRule {
  return {
    related: {
      pods: {
        apiVersion: "v1",
        kind: "Pod",
        namespace: namespaceOf(statefulSet),
        labelSelector: labelSelectorOf(mapAt(statefulSet, "spec", "selector")),
      },
    },
    evaluate,
  };
}

function evaluate({ object, related }: Snapshot): Progress {
  const generation = numberAt(object, "metadata", "generation") ?? 0;
  const updated = generation > 1;
  const observed = (numberAt(object, "status", "observedGeneration") ?? 0) >= generation;
  const wanted = numberAt(object, "spec", "replicas") ?? 0;
  const count = (name: string): number => numberAt(object, "status", name) ?? 0;
  const current = stringAt(object, "status", "currentRevision") ?? "";
  const target = stringAt(object, "status", "updateRevision") ?? "";
  const onDelete = updated && stringAt(object, "spec", "updateStrategy", "type") === "OnDelete";

  const revisionReady = observed && (onDelete || (current !== "" && current === target));
  const replicasReady =
    observed &&
    wanted === count("replicas") &&
    wanted === count("readyReplicas") &&
    (onDelete || wanted === count("currentReplicas"));
  if (revisionReady && replicasReady) {
    return { ready: true, status: "StatefulSet initialization complete", problems: [] };
  }

  const readyPods = revisionReady
    ? count("readyReplicas")
    : Math.min(count("readyReplicas"), count("updatedReplicas"));
  const problems: string[] = [];
  if (!replicasReady) problems.push(`${readyPods} of ${wanted} replicas are ready`);
  if (observed && !revisionReady) {
    problems.push(`the revision is still "${current}"; it should become "${target}"`);
  }
  const pods = (related.pods ?? []).filter((pod) => isOwnedBy(pod, object));
  return {
    ready: false,
    status: statusOf(updated, replicasReady, readyPods, wanted),
    problems: [...problems, ...podProblems(pods)],
  };
}

function statusOf(
  updated: boolean,
  replicasReady: boolean,
  readyPods: number,
  wanted: number,
): string {
  if (!updated) {
    return `[1/2] Waiting for StatefulSet to create Pods (${readyPods}/${wanted} Pods ready)`;
  }
  return replicasReady
    ? "[2/3] Waiting for StatefulSet update to finish (.status.currentRevision)"
    : `[1/3] Waiting for StatefulSet update to roll out (${readyPods}/${wanted} Pods ready)`;
}
