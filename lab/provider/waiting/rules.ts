import type { KubernetesObject } from "../objects/kubernetesObject";
import { kindName, type ObjectType } from "../objects/objectType";
import { ingressRule } from "./ingress";
import type { ReadinessRule } from "./readiness";
import { serviceRule } from "./service";
import { statefulSetRule } from "./statefulSet";

const rules: Readonly<Record<string, (object: KubernetesObject) => ReadinessRule>> = {
  "apps/StatefulSet": statefulSetRule,
  "networking.k8s.io/Ingress": ingressRule,
  Service: serviceRule,
};

/** When an object of a kind of Kubernetes itself is ready; undefined if it is so once it exists. */
export function builtInRule(type: ObjectType, object: KubernetesObject): ReadinessRule | undefined {
  return rules[kindName(type)]?.(object);
}
