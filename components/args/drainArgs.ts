import type * as pulumi from "@pulumi/pulumi";

/**
 * How a pod ends. `gate`: a container beside the application makes the pod not ready at once while the
 * application continues to serve, whatever its image. `sessions`: the same, once the sessions of the pod are over.
 * `app`: the application does both itself. `sleep`: the application continues to serve, which is enough for a
 * controller that drops terminating pods at once. `off`: it is told to end at once.
 */
export const DrainMode = {
  Gate: "gate",
  Sessions: "sessions",
  App: "app",
  Sleep: "sleep",
  Off: "off",
} as const;
export type DrainMode = (typeof DrainMode)[keyof typeof DrainMode];

export interface DrainArgs {
  /**
   * How a pod ends without losing a request. `gate` puts a container beside the application that makes the pod
   * not ready while the application continues to serve, `sessions` lets that container first wait until the sessions
   * of the pod are over, `app` leaves it to the application, `sleep` only lets it continue to serve, `off` ends it at
   * once.
   * @default - `gate` where the controller keeps clients on a terminating pod, else `sleep`
   * @config drain
   * @example gate
   */
  mode?: DrainMode;
  /**
   * How long the application continues to serve after its pod was told to end, in seconds. Some controllers need
   * more than the minimum.
   * @onlyWith drain.mode gate sessions app sleep
   * @default 10
   * @minimum 5
   * @maximum 86400
   * @unit seconds
   * @reason the proxy may take some seconds to leave a pod that is about to end
   * @config drainSeconds
   */
  seconds?: number;
  /**
   * The longest that a pod waits for its sessions, in seconds; who is still there then is moved to another pod. It has
   * a price: an update of R pods takes up to R times as long, with one pod fewer all the while, and so does the drain
   * of a node (`kubectl drain --timeout`). A cluster autoscaler ends a pod on a node that it removes after its own
   * limit, which is often 10 minutes, and so does a node that shuts down.
   * @default - required with `sessions`
   * @onlyWith drain.mode sessions
   * @minimum 10
   * @maximum 86400
   * @unit seconds
   * @config sessionSeconds
   * @example 1800
   */
  sessionSeconds?: number;
  /**
   * The path at which the application answers with the number of its sessions in this pod, such as `3`: at `0` the pod
   * waits no longer. The container beside the application asks each second, over http at the pod's address.
   * @default - the pod waits for the whole time
   * @onlyWith drain.mode sessions
   * @format urlPath
   * @config sessionsPath
   */
  sessionsPath?: pulumi.Input<string>;
  /**
   * The pod waits no longer once nobody has used it for that long, in seconds. Connections are what is looked at, each
   * second: one that is open counts as use, whether a request is under way on it or not, so a WebSocket and one that
   * the proxy keeps for later do. It is not for an application that closes the connection after each answer.
   * @default - the pod waits for the whole time
   * @onlyWith drain.mode sessions
   * @minimum 10
   * @maximum 86400
   * @unit seconds
   * @config idleSeconds
   * @example 300
   */
  idleSeconds?: number;
  /**
   * How long the application then gets to end by itself, in seconds. With `app` it is told to end at the
   * beginning and gets both times.
   * @default 20
   * @minimum 1
   * @maximum 86400
   * @unit seconds
   * @config shutdownSeconds
   */
  shutdownSeconds?: number;
  /**
   * The path whose answer says that the application is ready, which has to fail once it is told to end.
   * @onlyWith drain.mode app
   * @default - `probePath`
   * @format urlPath
   * @config drainReadinessPath
   */
  readinessPath?: pulumi.Input<string>;
  /**
   * The container beside the application.
   * @onlyWith drain.mode gate sessions
   * @default {}
   */
  gate?: DrainGateArgs;
}

export interface DrainGateArgs {
  /**
   * The image of the container, with a shell and busybox's httpd. The default is two megabytes, for every
   * architecture.
   * @default "docker.io/library/busybox:1.37.0"
   * @format imageReference
   * @config drainGateImage
   */
  image?: pulumi.Input<string>;
  /**
   * The port of the container, which nothing else in the pod uses.
   * @default 9339
   * @minimum 1024
   * @maximum 65535
   * @allowed a whole number from 1024 to 65535, other than the application's port
   * @config drainGatePort
   */
  port?: number;
}
