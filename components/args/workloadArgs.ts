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

export interface AutoscalingArgs {
  /**
   * How many pods an autoscaler may make of them; more than `replicas`.
   * @minimum 2
   * @maximum 2147483647
   * @config maxReplicas
   * @example 6
   */
  maxReplicas: number;
  /**
   * The load to keep them at: the CPU that the application uses, in percent of its request.
   * @default 70
   * @minimum 1
   * @maximum 2147483647
   * @unit percent
   * @config targetCpuPercent
   */
  targetCpuPercent?: number;
}

export interface StorageArgs {
  /**
   * The folder where each pod finds its volume.
   * @format folder
   * @config storagePath
   * @example /data
   */
  mountPath: string;
  /**
   * The size of each pod's volume, a Kubernetes quantity.
   * @format quantity
   * @config storageSize
   * @example 1Gi
   */
  size: string;
  /**
   * The StorageClass of the volumes.
   * @default - the cluster's default
   * @format objectName
   * @allowed the name of a StorageClass (kubectl get storageclass lists them)
   * @config storageClass
   */
  storageClassName?: string;
}
