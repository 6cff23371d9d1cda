import type { KubernetesObject } from "./service";

const apiVersion = "rbac.authorization.k8s.io/v1";

/** What may be done with some kinds of an API group. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Rights, all over the cluster. */
export function clusterRole(name: string, rules: readonly Rule[]): KubernetesObject {
  return { apiVersion, kind: "ClusterRole", metadata: { name }, rules };
}

/** Gives the rights of a ClusterRole to a user. */
export function clusterRoleBinding(name: string, role: string, user: string): KubernetesObject {
  const apiGroup = "rbac.authorization.k8s.io";
  return {
    apiVersion,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup, kind: "ClusterRole", name: role },
    subjects: [{ apiGroup, kind: "User", name: user }],
  };
}
