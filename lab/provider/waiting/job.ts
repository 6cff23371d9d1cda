import {
  type KubernetesObject,
  namespaceOf,
  nameOf,
  numberAt,
  stringAt,
} from "../objects/kubernetesObject";
import { conditionOf, hasCondition, podProblems } from "./podProblems";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";

/** A Job is ready when it has completed; it has failed for good when its controller gave up. */
export function jobRule(job: KubernetesObject): ReadinessRule {
  return {
    related: {
      pods: {
        apiVersion: "v1",
        kind: "Pod",
        namespace: namespaceOf(job),
        labelSelector: `job-name=${nameOf(job)}`,
      },
    },
    evaluate,
  };
}

function evaluate({ object, related }: Snapshot): Progress {
  if (hasCondition(object, "Complete")) {
    return { ready: true, status: "Job complete", problems: [] };
  }
  const pods = podProblems(related.pods ?? []);
  if (hasCondition(object, "Failed")) {
    const condition = conditionOf(object, "Failed");
    const reason = `[${stringAt(condition, "reason") ?? "Failed"}] ${stringAt(condition, "message") ?? ""}`;
    return { ready: false, failed: true, status: "Job failed", problems: [reason, ...pods] };
  }
  const done = numberAt(object, "status", "succeeded") ?? 0;
  const wanted = numberAt(object, "spec", "completions") ?? 1;
  return {
    ready: false,
    status: `Waiting for Job to complete (${done}/${wanted} Pods succeeded)`,
    problems: [`${done} of ${wanted} completions succeeded`, ...pods],
  };
}
