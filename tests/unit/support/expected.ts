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

/** The pod of an application with the defaults of the component. */
export const podSpec = (name: string, image: string) => ({
  serviceAccountName: name,
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: selector(name) },
    },
  ],
  initContainers: [],
  containers: [
    {
      name: "application",
      image,
      ports: [{ name: "http", containerPort: 8080 }],
      env: [],
      resources: {
        requests: { cpu: "50m", memory: "64Mi" },
        limits: { cpu: "500m", memory: "128Mi" },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      },
      startupProbe: { ...probe, periodSeconds: 1, failureThreshold: 60 },
      readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 1 },
      livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
      volumeMounts: [{ name: "writable-0", mountPath: "/tmp" }],
    },
  ],
  volumes: [{ name: "writable-0", emptyDir: {} }],
});
