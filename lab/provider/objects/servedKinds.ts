import { groupOf, kindName, type ObjectType } from "./objectType";

/** Kubernetes' own kinds that the program makes. Custom resources are served whatever their kind. */
const served = new Set([
  "apps/StatefulSet",
  "ConfigMap",
  "autoscaling/HorizontalPodAutoscaler",
  "networking.k8s.io/Ingress",
  "networking.k8s.io/NetworkPolicy",
  "policy/PodDisruptionBudget",
  "Secret",
  "Service",
  "ServiceAccount",
]);

/** Kubernetes' own API groups with a dot in their name: all groups of custom resources have one. */
const kubernetesGroups = new Set([
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "internal.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
]);

/** True for a kind that this plugin serves. */
export function isServed(type: ObjectType): boolean {
  const group = groupOf(type.apiVersion);
  const isCustom = group.includes(".") && !kubernetesGroups.has(group);
  return isCustom || served.has(kindName(type));
}
