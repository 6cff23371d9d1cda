function application(index: number): string {
  const name = `app-${index}`;
  const metadata = `{ name: ${name}, namespace: team-${index % 50} }`;
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: team-${index % 50}
  labels: { app.kubernetes.io/name: ${name}, app.kubernetes.io/instance: ${name} }
  annotations:
    traefik.ingress.kubernetes.io/service.sticky.cookie: "true"
    traefik.ingress.kubernetes.io/service.sticky.cookie.name: ${name}
spec:
  selector: { app: ${name} }
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: ${metadata}
spec:
  ingressClassName: traefik
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: ${name}, port: { name: http } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: ${metadata}
spec:
  replicas: 3
  serviceName: ${name}
  podManagementPolicy: Parallel
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      terminationGracePeriodSeconds: 60
      containers:
        - name: app
          image: registry.example.com/app:1
          ports: [{ name: http, containerPort: 8080 }]
          env:
            - name: MODE
              value: production
            - name: WORKERS
              value: "4"
          readinessProbe:
            httpGet: { path: /, port: http }
            timeoutSeconds: 5
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          lifecycle:
            preStop: { exec: { command: [sleep, "${index % 3 === 0 ? 1 : 10}"] } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: ${metadata}
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: ${name} } }
`;
}

/** Manifests of many applications, four objects each. @param objects how many in all */
export function* manifestsOf(objects: number): Generator<string> {
  for (let index = 0; index < objects / 4; index += 1) {
    yield `${index === 0 ? "" : "---\n"}${application(index)}`;
  }
}
