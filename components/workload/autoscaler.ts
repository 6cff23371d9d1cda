import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { transformed } from "../args/transforms";
import { metadata, resourceName } from "./labels";
import { applicationContainer } from "./names";

/**
 * Keeps the number of pods between `replicas` and the most. It grows at once, and shrinks with patience: a
 * pod that goes takes the place away from all clients that are kept on it, so that one goes at a time, and
 * only after half an hour without need of it.
 */
export function createAutoscaler(
  plan: Plan,
  statefulSet: k8s.apps.v1.StatefulSet,
  opts: pulumi.CustomResourceOptions,
): k8s.autoscaling.v2.HorizontalPodAutoscaler | undefined {
  if (plan.autoscaling === undefined) {
    return undefined;
  }
  const { maxReplicas, targetCpuPercent } = plan.autoscaling;
  return new k8s.autoscaling.v2.HorizontalPodAutoscaler(
    resourceName(plan),
    transformed(plan.transform.autoscaler, {
      metadata: metadata(plan, plan.name),
      spec: {
        scaleTargetRef: {
          apiVersion: "apps/v1",
          kind: "StatefulSet",
          name: statefulSet.metadata.name,
        },
        minReplicas: plan.replicas,
        maxReplicas,
        metrics: [
          {
            // Of the application alone: what stands beside it would thin its load out.
            type: "ContainerResource",
            containerResource: {
              container: applicationContainer,
              name: "cpu",
              target: { type: "Utilization", averageUtilization: targetCpuPercent },
            },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 1800,
            policies: [{ type: "Pods", value: 1, periodSeconds: 300 }],
          },
        },
      },
    }),
    opts,
  );
}

/**
 * What keeps Pulumi from undoing what the autoscaler did. To leave `replicas` out would not: without an
 * owner the field falls back to 1, at the start and when autoscaling is turned on later. With its first
 * value given and its changes ignored, the provider sends it until the autoscaler has taken it over, and
 * then no more.
 */
export function keepingReplicas(
  { autoscaling }: Plan,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  return autoscaling === undefined ? opts : { ...opts, ignoreChanges: ["spec.replicas"] };
}
