import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { transformed } from "../args/transforms";
import { metadata, selectorLabels, resourceName } from "./labels";

/**
 * Lets one pod at a time be evicted, so that the drain of a node moves the clients of few. A single pod
 * gets no budget: it would block the drain for ever.
 */
export function createDisruptionBudget(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.policy.v1.PodDisruptionBudget | undefined {
  if (plan.replicas === 1) {
    return undefined;
  }
  return new k8s.policy.v1.PodDisruptionBudget(
    resourceName(plan),
    transformed(plan.transform.disruptionBudget, {
      metadata: metadata(plan, plan.name),
      spec: {
        maxUnavailable: 1,
        // A pod that never gets ready serves nobody, and must not hold up the drain of its node.
        unhealthyPodEvictionPolicy: "AlwaysAllow",
        selector: { matchLabels: selectorLabels(plan) },
      },
    }),
    opts,
  );
}
