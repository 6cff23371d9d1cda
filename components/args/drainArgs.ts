import type * as pulumi from "@pulumi/pulumi";

/**
 * How a pod ends. `gate`: a container beside the application makes the pod not ready at once while the
 * application continues to serve, whatever its image. `app`: the application does both itself. `sleep`: the
 * application continues to serve, which is enough for a controller that drops terminating pods at once.
 * `off`: it is told to end at once.
 */
export const DrainMode = { Gate: "gate", App: "app", Sleep: "sleep", Off: "off" } as const;
export type DrainMode = (typeof DrainMode)[keyof typeof DrainMode];

export interface DrainArgs {
  /**
   * How a pod ends without losing a request. `gate` puts a container beside the application that makes the pod
   * not ready while the application continues to serve, `app` leaves that to the application, `sleep` only lets it
   * continue to serve, `off` ends it at once.
   * @default - `gate` where the controller keeps clients on a terminating pod, else `sleep`
   * @config drain
   * @example gate
   */
  mode?: DrainMode;
  /**
   * How long the application continues to serve after its pod was told to end, in seconds. Some controllers need
   * more than the minimum.
   * @onlyWith drain.mode gate app sleep
   * @default 10
   * @minimum 5
   * @maximum 86400
   * @unit seconds
   * @reason the proxy may take some seconds to leave a pod that is about to end
   * @config drainSeconds
   */
  seconds?: number;
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
   * @onlyWith drain.mode gate
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
