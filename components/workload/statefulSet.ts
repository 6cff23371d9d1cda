import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../resolve/plan";
import type { Rollout } from "../rollout/rollout";
import type { CreatedSessionStore } from "../sessionStore/createSessionStore";
import { transformed } from "../args/transforms";
import { keepingReplicas } from "./autoscaler";
import { labels, metadata, selectorLabels, resourceName } from "./labels";
import type { Files } from "./mounts";
import { patchedMetadata } from "./podPatch";
import { buildPodSpec } from "./podSpec";
import { volumeClaims } from "./storage";

/** What the pods refer to. */
export interface PodReferences {
  readonly headlessService: k8s.core.v1.Service;
  /** Missing where the pods run under an existing one. */
  readonly serviceAccount: k8s.core.v1.ServiceAccount | undefined;
  readonly sessionStore: CreatedSessionStore | undefined;
  readonly environmentSecret: k8s.core.v1.Secret | undefined;
  readonly files: Files;
}

/** The pods, each under a name that outlives it. */
export function createStatefulSet(
  plan: Plan,
  { headlessService, serviceAccount, sessionStore, environmentSecret, files }: PodReferences,
  rollout: Rollout,
  opts: pulumi.CustomResourceOptions,
): k8s.apps.v1.StatefulSet {
  return new k8s.apps.v1.StatefulSet(
    resourceName(plan),
    transformed(plan.transform.statefulSet, {
      metadata: metadata(plan, plan.name, { annotations: rollout.annotations }),
      spec: {
        replicas: plan.replicas,
        serviceName: headlessService.metadata.name,
        // All at once at the start; an update still goes one pod at a time.
        podManagementPolicy: "Parallel",
        updateStrategy: { type: "RollingUpdate" },
        minReadySeconds: plan.minReadySeconds,
        selector: { matchLabels: selectorLabels(plan) },
        template: {
          metadata: templateMetadata(plan),
          spec: buildPodSpec(plan, {
            serviceAccountName:
              serviceAccount?.metadata.name ?? plan.serviceAccountName ?? "default",
            sessionStoreSecretName: sessionStore?.connection.metadata.name,
            environmentSecretName: environmentSecret?.metadata.name,
            files,
          }),
        },
        ...volumeClaims(plan),
      },
    }),
    withTimeToEnd(plan, keepingReplicas(plan, opts)),
  );
}

/** How long the provider waits for the end of the pods by itself, in seconds: most of its 10 minutes. */
const usualTimeToEnd = 500;

/** Has the provider wait for as long as the pods may take to end. */
function withTimeToEnd(
  { drain: { terminationGracePeriodSeconds: seconds } }: Plan,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  return seconds <= usualTimeToEnd
    ? opts
    : { ...opts, customTimeouts: { delete: `${seconds + usualTimeToEnd}s` } };
}

function templateMetadata(plan: Plan): {
  labels: Record<string, pulumi.Input<string>>;
  annotations?: Record<string, pulumi.Input<string>>;
} {
  const annotations = patchedMetadata("annotations", {}, plan.pod);
  return {
    labels: patchedMetadata("labels", labels(plan), plan.pod),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}
