import {
  type KubernetesObject,
  mapAt,
  namespaceOf,
  numberAt,
  stringAt,
} from "../objects/kubernetesObject";
import { conditionOf, podProblems } from "./podProblems";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";
import { labelSelectorOf } from "./selector";

/** A Deployment is ready when its controller has seen the change and all pods are new and available. */
export function deploymentRule(deployment: KubernetesObject): ReadinessRule {
  return { related: podsOf(deployment), evaluate: evaluateDeployment };
}

/** A DaemonSet is ready when its controller has seen the change and every node has a new, available pod. */
export function daemonSetRule(daemonSet: KubernetesObject): ReadinessRule {
  return { related: podsOf(daemonSet), evaluate: evaluateDaemonSet };
}

function podsOf(workload: KubernetesObject): ReadinessRule["related"] {
  return {
    pods: {
      apiVersion: "v1",
      kind: "Pod",
      namespace: namespaceOf(workload),
      labelSelector: labelSelectorOf(mapAt(workload, "spec", "selector")),
    },
  };
}

function evaluateDeployment({ object, related }: Snapshot): Progress {
  const wanted = numberAt(object, "spec", "replicas") ?? 1;
  const count = (name: string): number => numberAt(object, "status", name) ?? 0;
  const available = Math.min(count("availableReplicas"), count("updatedReplicas"));
  const ready =
    isObserved(object) &&
    count("updatedReplicas") === wanted &&
    count("replicas") === wanted &&
    count("availableReplicas") === wanted;
  const progressing = conditionOf(object, "Progressing");
  const stalled = stringAt(progressing, "status") === "False";
  return progressOf("Deployment", ready, available, wanted, [
    ...(stalled
      ? [`[${stringAt(progressing, "reason") ?? ""}] ${stringAt(progressing, "message") ?? ""}`]
      : []),
    ...podProblems(related.pods ?? []),
  ]);
}

function evaluateDaemonSet({ object, related }: Snapshot): Progress {
  const count = (name: string): number => numberAt(object, "status", name) ?? 0;
  const wanted = count("desiredNumberScheduled");
  const available = Math.min(count("numberAvailable"), count("updatedNumberScheduled"));
  const ready =
    isObserved(object) &&
    count("updatedNumberScheduled") === wanted &&
    count("numberAvailable") === wanted;
  return progressOf("DaemonSet", ready, available, wanted, podProblems(related.pods ?? []));
}

function isObserved(object: KubernetesObject): boolean {
  const generation = numberAt(object, "metadata", "generation") ?? 0;
  return (numberAt(object, "status", "observedGeneration") ?? 0) >= generation;
}

function progressOf(
  kind: string,
  ready: boolean,
  available: number,
  wanted: number,
  problems: readonly string[],
): Progress {
  if (ready) return { ready, status: `${kind} initialization complete`, problems: [] };
  return {
    ready,
    status: `[1/2] Waiting for ${kind} to be available (${available}/${wanted} Pods available)`,
    problems: [`${available} of ${wanted} replicas are available`, ...problems],
  };
}
