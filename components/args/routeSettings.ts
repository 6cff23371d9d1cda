/** How a router picks the pod for a client that has no cookie yet (haproxy.router.openshift.io/balance). */
export const Balance = {
  Random: "random",
  RoundRobin: "roundrobin",
  LeastConn: "leastconn",
  Source: "source",
} as const;
export type Balance = (typeof Balance)[keyof typeof Balance];

/** Settings of the OpenShift router that are not about affinity. */
export interface RouteSettings {
  /**
   * How long the router waits for the pod's answer.
   * @default - 30s
   * @format routerTime
   * @config routeTimeout
   */
  timeout?: string;
  /**
   * How long a WebSocket or another tunnel may be idle.
   * @default - 1h
   * @format routerTime
   * @config routeTunnelTimeout
   */
  tunnelTimeout?: string;
  /**
   * How the first pod of a client is picked.
   * @default - random
   * @config routeBalance
   */
  balance?: Balance;
  /**
   * How often the router checks whether a pod still accepts connections. Its own default is 5s, and three in a
   * row have to fail: so long would it send clients to a pod whose node is gone.
   * @default "1s"
   * @format routerTime
   * @config routeHealthCheckInterval
   */
  healthCheckInterval?: string;
}
