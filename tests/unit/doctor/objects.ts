/** An object of a manifest. */
export type Manifest = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, unknown>>;

export const labels = { app: "web" };

export function service(annotations: Texts = {}, spec: object = {}, name = "web"): Manifest {
  return {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name, annotations } },
    spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: 8080 }], ...spec },
  };
}

export interface IngressSettings {
  readonly annotations?: Texts;
  /** @default "traefik" */
  readonly class?: string;
  readonly paths?: readonly (readonly [path: string, service: string])[];
  readonly host?: string;
  readonly name?: string;
  readonly tls?: boolean;
  readonly pathType?: string;
  readonly port?: number;
}

export function ingress({
  annotations = {},
  class: ingressClassName = "traefik",
  paths = [["/", "web"]],
  host = "shop.example.com",
  name = "web",
  tls = false,
  pathType = "Prefix",
  port = 80,
}: IngressSettings = {}): Manifest {
  return {
    ...{ apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name, annotations } },
    spec: {
      ...{ ingressClassName, ...(tls && { tls: [{ hosts: [host], secretName: "tls" }] }) },
      rules: [
        {
          host,
          http: {
            paths: paths.map(([path, to]) => ({
              ...{ path, pathType, backend: { service: { name: to, port: { number: port } } } },
            })),
          },
        },
      ],
    },
  };
}

export const probe = { httpGet: { path: "/", port: 8080 }, timeoutSeconds: 5 };

/** The container that a good workload has, with changes. */
export function container(changes: object = {}): object {
  return {
    ...{ name: "web", image: "web", ports: [{ containerPort: 8080 }], readinessProbe: probe },
    lifecycle: { preStop: { sleep: { seconds: 10 } } },
    ...changes,
  };
}

const gate = { name: "gate", image: "gate", readinessProbe: { tcpSocket: { port: 9339 } } };

/** A workload that lacks nothing, with changes of its container, pods and spec. */
export function workload({
  of = {},
  pod = {},
  spec = {},
  template = {},
  kind = "Deployment",
  gated = true,
}: {
  readonly of?: object;
  readonly pod?: object;
  readonly spec?: object;
  readonly template?: object;
  readonly kind?: string;
  readonly gated?: boolean;
} = {}): Manifest {
  return {
    ...{ apiVersion: "apps/v1", kind, metadata: { name: "web" } },
    spec: {
      ...{ replicas: 3, selector: { matchLabels: labels }, ...spec },
      template: {
        metadata: { labels, ...template },
        spec: { containers: [container(of), ...(gated ? [gate] : [])], ...pod },
      },
    },
  };
}

export function budget(spec: object = { maxUnavailable: 1 }): Manifest {
  return {
    ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "web" } },
    spec: { selector: { matchLabels: labels }, ...spec },
  };
}

export function autoscaler(minReplicas = 2): Manifest {
  return {
    ...{ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata: { name: "web" } },
    spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas, maxReplicas: 9 },
  };
}

export function ingressClass(name: string, controller: string, metadata: object = {}): Manifest {
  return {
    ...{ apiVersion: "networking.k8s.io/v1", kind: "IngressClass" },
    ...{ metadata: { name, ...metadata }, spec: { controller } },
  };
}

export function route(annotations: Texts = {}, spec: object = {}): Manifest {
  return {
    ...{
      apiVersion: "route.openshift.io/v1",
      kind: "Route",
      metadata: { name: "web", annotations },
    },
    spec: { host: "shop.example.com", to: { kind: "Service", name: "web" }, ...spec },
  };
}

export function gateway(gatewayClassName: string): Manifest {
  return {
    ...{ apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway", metadata: { name: "gw" } },
    spec: { gatewayClassName, listeners: [{ name: "http", protocol: "HTTP", port: 80 }] },
  };
}

export const persistence = { sessionName: "web", type: "Cookie" };

/** An HTTPRoute with a rule for each path. */
export function httpRoute(paths: readonly string[] = ["/"], rule: object = {}): Manifest {
  return {
    ...{ apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: { name: "web" } },
    spec: {
      ...{ parentRefs: [{ name: "gw" }], hostnames: ["shop.example.com"] },
      rules: paths.map((value) => ({
        matches: [{ path: { type: "PathPrefix", value } }],
        backendRefs: [{ name: "web", port: 80 }],
        ...rule,
      })),
    },
  };
}

/** Traefik's own object, whose route leads to these services. */
export function ingressRoute(...services: readonly object[]): Manifest {
  return {
    ...{ apiVersion: "traefik.io/v1alpha1", kind: "IngressRoute", metadata: { name: "web" } },
    spec: { routes: [{ match: "Host(`shop.example.com`)", kind: "Rule", services }] },
  };
}

export function destinationRule(httpCookie: object): Manifest {
  return {
    ...{ apiVersion: "networking.istio.io/v1", kind: "DestinationRule", metadata: { name: "web" } },
    spec: { host: "web", trafficPolicy: { loadBalancer: { consistentHash: { httpCookie } } } },
  };
}

export const virtualService: readonly Manifest[] = [
  {
    ...{ apiVersion: "networking.istio.io/v1", kind: "Gateway", metadata: { name: "gw" } },
    spec: { servers: [{ port: { number: 80, protocol: "HTTP" }, hosts: ["*"] }] },
  },
  {
    ...{ apiVersion: "networking.istio.io/v1", kind: "VirtualService", metadata: { name: "web" } },
    spec: {
      ...{ hosts: ["shop.example.com"], gateways: ["gw"] },
      http: [{ route: [{ destination: { host: "web", port: { number: 80 } } }] }],
    },
  },
];

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** Annotations of a Service for Traefik; a setting that is `undefined` is left out. */
export function traefik(settings: Texts = {}): Texts {
  const all: Texts = { "": "true", ".name": "web", ".httponly": "true", ...settings };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${sticky}${name}`, value]),
  );
}

const nginxPrefix = "nginx.ingress.kubernetes.io";

/** Annotations of an Ingress for ingress-nginx; a setting that is `undefined` is left out. */
export function nginx(settings: Texts = {}): Texts {
  const all: Texts = {
    ...{ affinity: "cookie", "affinity-mode": "persistent" },
    ...{ "session-cookie-name": "web", "session-cookie-path": "/" },
    "session-cookie-change-on-failure": "true",
    ...settings,
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${nginxPrefix}/${name}`, value]),
  );
}
