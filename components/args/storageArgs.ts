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
