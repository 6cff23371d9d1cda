import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import { transformed } from "../args/transforms";
import { metadata, resourceName } from "./labels";

/** The identity of the pods, which grants them nothing; none where they run under an existing one. */
export function createServiceAccount(
  plan: Plan,
  opts: pulumi.CustomResourceOptions,
): k8s.core.v1.ServiceAccount | undefined {
  if (plan.serviceAccountName !== undefined) {
    return undefined;
  }
  return new k8s.core.v1.ServiceAccount(
    resourceName(plan),
    transformed(plan.transform.serviceAccount, {
      metadata: metadata(plan, plan.name),
      automountServiceAccountToken: plan.automountServiceAccountToken,
    }),
    opts,
  );
}
