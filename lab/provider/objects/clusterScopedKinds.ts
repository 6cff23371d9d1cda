import { groupOf, type ObjectType } from "./objectType";

/** Kinds of Kubernetes itself that are in no namespace: needed only while no API server can be asked. */
const clusterScoped = new Set([
  "Namespace",
  "Node",
  "PersistentVolume",
  "ComponentStatus",
  "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "certificates.k8s.io/CertificateSigningRequest",
  "flowcontrol.apiserver.k8s.io/FlowSchema",
  "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
  "networking.k8s.io/IngressClass",
  "node.k8s.io/RuntimeClass",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "scheduling.k8s.io/PriorityClass",
  "storage.k8s.io/CSIDriver",
  "storage.k8s.io/CSINode",
  "storage.k8s.io/StorageClass",
  "storage.k8s.io/VolumeAttachment",
]);

/** True for the kinds of Kubernetes itself that are in no namespace. */
export function isKnownClusterScoped({ apiVersion, kind }: ObjectType): boolean {
  const group = groupOf(apiVersion);
  return clusterScoped.has(group === "" ? kind : `${group}/${kind}`);
}
