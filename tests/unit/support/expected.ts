/** The labels that pods are selected by. */
export const selector = (name: string) => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/instance": name,
});

/** The labels of every object and of the pods. */
export const labels = (name: string) => ({
  ...selector(name),
  "app.kubernetes.io/component": "application",
  "app.kubernetes.io/part-of": "sticky-session",
  "app.kubernetes.io/managed-by": "pulumi",
});

const probe = { httpGet: { path: "/", port: "http" } };

/** The container that makes a pod not ready when it is told to end, on Kubernetes. */
export const drainGate = {
  name: "drain-gate",
  image: "docker.io/library/busybox:1.37.0",
  command: ["sh", "-c", "trap 'kill $!; exit 0' TERM; httpd -f -p 9339 -h /gate & wait $!"],
  ports: [{ name: "gate", containerPort: 9339 }],
  env: [],
  resources: {
    requests: { cpu: "2m", memory: "8Mi", "ephemeral-storage": "1Mi" },
    limits: { cpu: "50m", memory: "16Mi", "ephemeral-storage": "16Mi" },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
    runAsUser: 65534,
    runAsGroup: 65534,
  },
  readinessProbe: {
    tcpSocket: { port: "gate" },
    periodSeconds: 1,
    failureThreshold: 1,
    timeoutSeconds: 10,
  },
  volumeMounts: [{ name: "gate", mountPath: "/gate", readOnly: true }],
};

/** The pod of an application with the defaults of the component, on a controller that needs no gate. */
export const podSpec = (name: string, image: string) => ({
  serviceAccountName: name,
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  terminationGracePeriodSeconds: 30,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  topologySpreadConstraints: ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map(
    (topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: selector(name) },
    }),
  ),
  initContainers: [],
  containers: [
    {
      name: "application",
      image,
      ports: [{ name: "http", containerPort: 8080 }],
      env: [],
      resources: {
        requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "64Mi" },
        limits: { cpu: "500m", memory: "128Mi", "ephemeral-storage": "1Gi" },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      },
      startupProbe: { ...probe, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 300 },
      readinessProbe: { ...probe, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
      volumeMounts: [{ name: "writable-0", mountPath: "/tmp" }],
    },
  ],
  volumes: [{ name: "writable-0", emptyDir: { sizeLimit: "1Gi" } }],
});

/** The same with the gate, as Traefik needs it. */
export const gatedPodSpec = (name: string, image: string) => {
  const spec = podSpec(name, image);
  return {
    ...spec,
    containers: [...spec.containers, drainGate],
    volumes: [...spec.volumes, { name: "gate", emptyDir: { sizeLimit: "1Mi" } }],
  };
};

/** The kinds that an application has whatever its controller, and its own. */
export const workload = [
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:core/v1:Service",
  "kubernetes:core/v1:Service",
  "kubernetes:core/v1:ServiceAccount",
  "kubernetes:policy/v1:PodDisruptionBudget",
  "sticky:index:StickyApp",
];
