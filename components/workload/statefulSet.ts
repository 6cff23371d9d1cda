import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan";
import { transformed } from "../transforms";
import { labels, metadata, selectorLabels } from "./labels";
import { buildPodSpec } from "./podSpec";

/** The pods, each under a name that outlives it. */
export function createStatefulSet(
  plan: Plan,
  headlessService: k8s.core.v1.Service,
  serviceAccount: k8s.core.v1.ServiceAccount,
  opts: pulumi.CustomResourceOptions,
): k8s.apps.v1.StatefulSet {
  return new k8s.apps.v1.StatefulSet(
    plan.name,
    transformed(plan.transform.statefulSet, {
      metadata: metadata(plan, plan.name),
      spec: {
        replicas: plan.replicas,
        serviceName: headlessService.metadata.name,
        // All at once at the start; an update still goes one pod at a time.
        podManagementPolicy: "Parallel",
        updateStrategy: { type: "RollingUpdate" },
        selector: { matchLabels: selectorLabels(plan) },
        template: {
          metadata: { labels: labels(plan) },
          spec: buildPodSpec(plan, serviceAccount.metadata.name),
        },
      },
    }),
    opts,
  );
}
