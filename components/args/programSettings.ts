/** What a stack's configuration has beside the arguments: the name of the component, and an option of it. */
export interface ProgramSettings {
  /**
   * Name of the application and of its objects.
   * @format appName
   * @config name
   * @inStack hello
   */
  name: string;
  /**
   * Whether the cluster is asked if it has the controller before anything is made. A cluster that cannot be
   * reached is not asked.
   * @default true
   * @config checkCluster
   */
  checkCluster?: boolean;
  /**
   * Whether the program itself waits for the pods, and ends with the reason as soon as one can never start. Else the
   * Kubernetes provider waits, for ten minutes. Not for an application that is there already.
   * @default true
   * @config watchPods
   */
  watchPods?: boolean;
}
