import type * as pulumi from "@pulumi/pulumi";

/**
 * One probe of the application's container: the kubelet sends a GET request, and an answer with a status
 * from 200 to 399 is a success. What is unset has the default of the probe; `defaultTimings` in
 * `components/workload/probes.ts` has the numbers and their reasons.
 */
export interface ProbeArgs {
  /**
   * The path of the request.
   * @default - `probePath`
   * @format urlPath
   */
  path?: pulumi.Input<string>;
  /**
   * The port of the container.
   * @default - `port`
   * @minimum 1
   * @maximum 65535
   */
  port?: pulumi.Input<number>;
  /**
   * Headers of the request by name, such as a `Host` that the application insists on.
   * @default - none
   * @keys headerName
   * @format headerValue
   */
  headers?: Record<string, pulumi.Input<string>>;
  /**
   * How long from the begin of one request to the begin of the next, in seconds.
   * @default - readiness 5, liveness 10, startup 1
   * @minimum 1
   * @maximum 3600
   * @unit seconds
   */
  periodSeconds?: number;
  /**
   * How long an answer may take, in seconds.
   * @default - readiness 5, liveness 10, startup 5
   * @minimum 1
   * @maximum 3600
   * @unit seconds
   */
  timeoutSeconds?: number;
  /**
   * How many failures in a row it takes.
   * @default - readiness 3, liveness 30, startup 300
   * @minimum 1
   * @maximum 10000
   */
  failureThreshold?: number;
}
