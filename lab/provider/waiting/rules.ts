import type { KubernetesObject } from "../objects/kubernetesObject";
import { groupOf, type ObjectType } from "../objects/objectType";
import { daemonSetRule, deploymentRule } from "./deployment";
import { ingressRule } from "./ingress";
import { jobRule } from "./job";
import { podRule } from "./pod";
import type { ReadinessRule } from "./readiness";
import { serviceRule } from "./service";
import { statefulSetRule } from "./statefulSet";
import { persistentVolumeClaimRule, persistentVolumeRule } from "./volumes";

const rules: Readonly<Record<string, (object: KubernetesObject) => ReadinessRule>> = {
  "apps/DaemonSet": daemonSetRule,
  "apps/Deployment": deploymentRule,
  "apps/StatefulSet": statefulSetRule,
  "batch/Job": jobRule,
  "networking.k8s.io/Ingress": ingressRule,
  PersistentVolume: () => persistentVolumeRule,
  PersistentVolumeClaim: () => persistentVolumeClaimRule,
  Pod: () => podRule,
  Service: serviceRule,
};

/** When an object of a kind of Kubernetes itself is ready; undefined if it is so once it exists. */
export function builtInRule(
  { apiVersion, kind }: ObjectType,
  object: KubernetesObject,
): ReadinessRule | undefined {
  const group = groupOf(apiVersion);
  return rules[group === "" ? kind : `${group}/${kind}`]?.(object);
}
