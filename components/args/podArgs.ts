import type * as k8s from "@pulumi/kubernetes";

/**
 * What is changed of the pod template: `metadata` (labels and annotations) and `spec`, merged into it as `kubectl patch`
 * does (Kubernetes' strategic merge).
 */
export type PodPatch = k8s.types.input.core.v1.PodTemplateSpecPatch;

/** When the kubelet pulls the image. */
export const ImagePullPolicy = {
  Always: "Always",
  IfNotPresent: "IfNotPresent",
  Never: "Never",
} as const;
export type ImagePullPolicy = (typeof ImagePullPolicy)[keyof typeof ImagePullPolicy];
