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
}
