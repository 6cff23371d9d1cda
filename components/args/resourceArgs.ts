import type * as pulumi from "@pulumi/pulumi";

/** The compute resources of a pod: Kubernetes quantities by resource, such as `{ cpu: "50m" }`. */
export interface Resources {
  /**
   * What the scheduler keeps free for a pod.
   * @default {"cpu": "50m", "memory": "64Mi", "ephemeral-storage": "64Mi"}
   * @format quantity
   * @config cpuRequest cpu: CPU that a pod requests, a Kubernetes quantity.
   * @config memoryRequest memory: Memory that a pod requests, a Kubernetes quantity.
   */
  requests?: Record<string, pulumi.Input<string>>;
  /**
   * What a pod gets at most.
   *
   * With more ephemeral storage than that the kubelet evicts the pod before the node's disk is full
   * (docs/decisions/0010).
   * @default {"cpu": "500m", "memory": "128Mi", "ephemeral-storage": "1Gi"}
   * @format quantity
   * @config cpuLimit cpu: CPU that a pod gets at most, a Kubernetes quantity.
   * @config memoryLimit memory: Memory that a pod gets at most, a Kubernetes quantity.
   */
  limits?: Record<string, pulumi.Input<string>>;
}
