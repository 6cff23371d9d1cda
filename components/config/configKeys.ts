/** How the text of a configuration value is read; a `secret` has to be set with `--secret`. */
export type ValueKind = "text" | "secret" | "number" | "boolean" | "list" | "map";

export interface ConfigKey {
  /** The property of `StickyAppArgs` that it sets. */
  readonly property: string;
  readonly kind: ValueKind;
  /** An empty value is an error of its own, and not the same as none. @default false */
  readonly required?: boolean;
}

/** Every key of a stack's configuration, as Pulumi.yaml declares and describes them. */
export const configKeys: Readonly<Record<string, ConfigKey>> = {
  name: { property: "name", kind: "text", required: true },
  platform: { property: "platform", kind: "text", required: true },
  controller: { property: "controller", kind: "text" },
  ingressClass: { property: "ingressClassName", kind: "text" },
  namespace: { property: "namespace", kind: "text" },
  image: { property: "image", kind: "text", required: true },
  port: { property: "port", kind: "number", required: true },
  replicas: { property: "replicas", kind: "number", required: true },
  maxReplicas: { property: "autoscaling.maxReplicas", kind: "number" },
  targetCpuPercent: { property: "autoscaling.targetCpuPercent", kind: "number" },
  minReadySeconds: { property: "minReadySeconds", kind: "number" },
  environment: { property: "environment", kind: "map" },
  cpuRequest: { property: "resources.requests.cpu", kind: "text" },
  memoryRequest: { property: "resources.requests.memory", kind: "text" },
  cpuLimit: { property: "resources.limits.cpu", kind: "text" },
  memoryLimit: { property: "resources.limits.memory", kind: "text" },
  probePath: { property: "probePath", kind: "text" },
  writablePaths: { property: "writablePaths", kind: "list" },
  storagePath: { property: "storage.mountPath", kind: "text" },
  storageSize: { property: "storage.size", kind: "text" },
  storageClass: { property: "storage.storageClassName", kind: "text" },
  automountServiceAccountToken: { property: "automountServiceAccountToken", kind: "boolean" },
  sessionStore: { property: "sessionStore.type", kind: "text" },
  sessionStorePassword: { property: "sessionStore.password", kind: "secret" },
  sessionStoreUrl: { property: "sessionStore.url", kind: "secret" },
  sessionStoreImage: { property: "sessionStore.image", kind: "text" },
  sessionStoreSize: { property: "sessionStore.storage.size", kind: "text" },
  sessionStoreClass: { property: "sessionStore.storage.storageClassName", kind: "text" },
  networkPolicy: { property: "networkPolicy", kind: "boolean" },
  proxyNamespace: { property: "proxyNamespace", kind: "text" },
  drain: { property: "drain.mode", kind: "text" },
  drainSeconds: { property: "drain.seconds", kind: "number" },
  shutdownSeconds: { property: "drain.shutdownSeconds", kind: "number" },
  drainReadinessPath: { property: "drain.readinessPath", kind: "text" },
  drainGateImage: { property: "drain.gate.image", kind: "text" },
  drainGatePort: { property: "drain.gate.port", kind: "number" },
  host: { property: "host", kind: "text" },
  path: { property: "path", kind: "text" },
  tls: { property: "tls.termination", kind: "text" },
  tlsSecret: { property: "tls.secretName", kind: "text" },
  insecureTraffic: { property: "tls.insecureTraffic", kind: "text" },
  destinationCaCertificate: { property: "tls.destinationCaCertificate", kind: "text" },
  routeTimeout: { property: "route.timeout", kind: "text" },
  routeTunnelTimeout: { property: "route.tunnelTimeout", kind: "text" },
  routeBalance: { property: "route.balance", kind: "text" },
  routeHealthCheckInterval: { property: "route.healthCheckInterval", kind: "text" },
  gatewayName: { property: "gateway.name", kind: "text" },
  gatewayNamespace: { property: "gateway.namespace", kind: "text" },
  gatewayListener: { property: "gateway.listener", kind: "text" },
  gatewayApiVersion: { property: "gateway.apiVersion", kind: "text" },
  checkCluster: { property: "checkCluster", kind: "boolean" },
  awaitIngress: { property: "awaitIngress", kind: "boolean" },
  affinity: { property: "affinity.type", kind: "text" },
  cookieName: { property: "affinity.cookie.name", kind: "text" },
  cookieMaxAgeSeconds: { property: "affinity.cookie.maxAgeSeconds", kind: "number" },
  cookiePath: { property: "affinity.cookie.path", kind: "text" },
  cookieDomain: { property: "affinity.cookie.domain", kind: "text" },
  cookieSameSite: { property: "affinity.cookie.sameSite", kind: "text" },
  cookieSecure: { property: "affinity.cookie.secure", kind: "boolean" },
  cookieHttpOnly: { property: "affinity.cookie.httpOnly", kind: "boolean" },
};
