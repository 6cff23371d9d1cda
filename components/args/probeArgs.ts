import type * as pulumi from "@pulumi/pulumi";

/**
 * One probe of the application's container: the kubelet sends a GET request, and an answer with a status
 * from 200 to 399 is a success. What is unset has the default of the probe; `defaultTimings` in
 * `components/workload/probes.ts` has the numbers and their reasons.
 */
export interface ProbeArgs {
  /** The path, which begins with `/`. @default - `probePath` */
  path?: pulumi.Input<string>;
  /**
   * The port of the container.
   * @default - `port`
   * @minimum 1
   * @maximum 65535
   */
  port?: pulumi.Input<number>;
  /** Headers of the request by name, such as a `Host` that the application insists on. @default - none */
  headers?: Record<string, pulumi.Input<string>>;
  /**
   * How long from the begin of one request to the begin of the next, in seconds.
   * @default - readiness 5, liveness 10, startup 1
   * @minimum 1
   * @maximum 3600
   */
  periodSeconds?: number;
  /**
   * How long an answer may take, in seconds.
   * @default - readiness 5, liveness 10, startup 5
   * @minimum 1
   * @maximum 3600
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

/** The three questions that the kubelet asks the application. */
export interface ProbesArgs {
  /**
   * Whether the pod gets requests. When it fails, the controllers move the pod's clients, and they do not come back.
   * @default - after 3 failures in a row, each after 5 s; with `drain.mode` `app` at the first refusal
   */
  readiness?: ProbeArgs;
  /**
   * Whether the container is to be restarted, which loses the sessions in its memory. An empty object turns
   * it on with its defaults.
   * @default - never: a process that ends is restarted without it
   */
  liveness?: ProbeArgs;
  /** How long a start may take; the other two begin after its first success. @default - 5 minutes */
  startup?: ProbeArgs;
}
