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
