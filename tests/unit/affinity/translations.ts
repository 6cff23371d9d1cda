import type { SessionCookie } from "../../../components/affinity/affinity";
import { haproxy, nginx, sticky, alb } from "./chosen";

/** All that can be set, in each controller's words. */
const everything: SessionCookie = {
  name: "shop",
  maxAgeSeconds: 90061,
  path: "/app",
  domain: "example.com",
  sameSite: "Lax",
  secure: true,
  httpOnly: true,
};

/** The route of the Gateway API under every description. */
export const httpRoute = (rule: object) => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: "hello" },
  spec: {
    parentRefs: [{ name: "gateway" }],
    hostnames: ["hello.example.com"],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/app" } }],
        backendRefs: [{ name: "hello", port: 80 }],
        ...rule,
      },
    ],
  },
});
const istioGateway = [
  {
    apiVersion: "networking.istio.io/v1",
    kind: "Gateway",
    metadata: { name: "hello" },
    spec: {
      selector: { istio: "ingressgateway" },
      servers: [
        { port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["hello.example.com"] },
      ],
    },
  },
  {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "hello" },
    spec: {
      hosts: ["hello.example.com"],
      gateways: ["hello"],
      http: [
        {
          match: [{ uri: { exact: "/app" } }, { uri: { prefix: "/app/" } }],
          route: [{ destination: { host: "hello", port: { number: 80 } } }],
        },
      ],
    },
  },
];
const sessionField = "spec.rules.sessionPersistence.sessionName";

/** What each dialect makes of a cookie. */
export const translations: [id: string, cookie: SessionCookie, objects: object][] = [
  [
    "traefik",
    everything,
    {
      service: {
        annotations: {
          [sticky]: "true",
          [`${sticky}.name`]: "shop",
          [`${sticky}.maxage`]: "90061",
          [`${sticky}.path`]: "/app",
          [`${sticky}.domain`]: "example.com",
          [`${sticky}.samesite`]: "lax",
          [`${sticky}.secure`]: "true",
          [`${sticky}.httponly`]: "true",
        },
      },
    },
  ],
  [
    "traefik-ingress-nginx",
    everything,
    {
      ingress: {
        annotations: {
          [`${nginx}/affinity`]: "cookie",
          [`${nginx}/session-cookie-name`]: "shop",
          [`${nginx}/session-cookie-max-age`]: "90061",
          [`${nginx}/session-cookie-path`]: "/app",
          [`${nginx}/session-cookie-domain`]: "example.com",
          [`${nginx}/session-cookie-samesite`]: "Lax",
          [`${nginx}/session-cookie-secure`]: "true",
        },
      },
    },
  ],
  [
    "ingress-nginx",
    everything,
    {
      ingress: {
        annotations: {
          [`${nginx}/affinity`]: "cookie",
          [`${nginx}/affinity-mode`]: "persistent",
          [`${nginx}/session-cookie-change-on-failure`]: "true",
          [`${nginx}/session-cookie-name`]: "shop",
          [`${nginx}/session-cookie-max-age`]: "90061",
          [`${nginx}/session-cookie-path`]: "/app",
          [`${nginx}/session-cookie-domain`]: "example.com",
          [`${nginx}/session-cookie-samesite`]: "Lax",
          [`${nginx}/session-cookie-secure`]: "true",
        },
      },
    },
  ],
  ...(["nginx.org", "nginx.com"] as const).map((prefix): [string, SessionCookie, object] => [
    prefix === "nginx.org" ? "f5-nginx" : "f5-nginx-plus",
    everything,
    {
      ingress: {
        annotations: {
          [`${prefix}/sticky-cookie-services`]:
            "serviceName=hello shop expires=90061s path=/app domain=example.com samesite=lax secure httponly",
        },
      },
    },
  ]),
  [
    "haproxy-ingress",
    { ...everything, path: "/" },
    {
      ingress: {
        annotations: {
          [`${haproxy}/affinity`]: "cookie",
          [`${haproxy}/session-cookie-name`]: "shop",
          [`${haproxy}/session-cookie-keywords`]:
            "indirect nocache attr Max-Age=90061 attr SameSite=Lax secure httponly",
          [`${haproxy}/session-cookie-domain`]: "example.com",
          [`${haproxy}/health-check-interval`]: "1s",
        },
      },
    },
  ],
  [
    "haproxy-ingress-drain-support",
    { name: "shop" },
    {
      ingress: {
        annotations: {
          [`${haproxy}/affinity`]: "cookie",
          [`${haproxy}/session-cookie-name`]: "shop",
          [`${haproxy}/session-cookie-keywords`]: "indirect nocache httponly",
          [`${haproxy}/health-check-interval`]: "1s",
          [`${haproxy}/health-check-port`]: "9339",
          [`${haproxy}/health-check-fall-count`]: "2",
          [`${haproxy}/config-backend`]: "no option persist",
        },
      },
    },
  ],
  [
    "haproxytech",
    { name: "shop" },
    { service: { annotations: { "haproxy.org/cookie-persistence": "shop" } } },
  ],
  [
    "contour",
    {},
    {
      objects: [
        {
          apiVersion: "projectcontour.io/v1",
          kind: "HTTPProxy",
          metadata: { name: "hello" },
          spec: {
            virtualhost: { fqdn: "hello.example.com" },
            routes: [{ exact: "/app" }, { prefix: "/app/" }].map((condition) => ({
              conditions: [condition],
              services: [{ name: "hello", port: 80 }],
              loadBalancerPolicy: { strategy: "Cookie" },
            })),
          },
        },
      ],
    },
  ],
  ...(
    [
      [
        "kong",
        {
          algorithm: "consistent-hashing",
          hashOn: { cookie: "shop", cookiePath: "/app" },
        },
      ],
      [
        "kong-enterprise",
        {
          algorithm: "sticky-sessions",
          hashOn: { input: "none" },
          stickySessions: { cookie: "shop", cookiePath: "/app" },
        },
      ],
    ] as const
  ).map(([id, spec]): [string, SessionCookie, object] => [
    id,
    { name: "shop", path: "/app" },
    {
      service: { annotations: { "konghq.com/upstream-policy": "hello" } },
      objects: [
        {
          apiVersion: "configuration.konghq.com/v1beta1",
          kind: "KongUpstreamPolicy",
          metadata: { name: "hello" },
          spec,
        },
      ],
    },
  ]),
  [
    "istio",
    everything,
    {
      objects: [
        ...istioGateway,
        {
          apiVersion: "networking.istio.io/v1",
          kind: "DestinationRule",
          metadata: { name: "hello" },
          spec: {
            host: "hello",
            trafficPolicy: {
              loadBalancer: {
                consistentHash: {
                  httpCookie: {
                    name: "shop",
                    path: "/app",
                    ttl: "90061s",
                    attributes: [
                      { name: "Domain", value: "example.com" },
                      { name: "SameSite", value: "Lax" },
                      { name: "Secure" },
                    ],
                  },
                },
              },
            },
          },
        },
      ],
      needs: [
        {
          apiVersion: "networking.istio.io/v1",
          kind: "DestinationRule",
          field: "spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes",
        },
      ],
    },
  ],
  [
    "istio-persistent-session",
    { name: "shop" },
    { objects: istioGateway, service: { labels: { "istio.io/persistent-session": "shop" } } },
  ],
  ...[
    ...["gateway-api", "envoy-gateway", "envoy-gateway-before-1.10"],
    ...["kgateway", "nginx-gateway-fabric-plus"],
  ].map((id): [string, SessionCookie, object] => [
    id,
    { name: "shop", maxAgeSeconds: 90061 },
    {
      objects: [
        httpRoute({
          sessionPersistence: {
            sessionName: "shop",
            type: "Cookie",
            absoluteTimeout: "25h1m1s",
            cookieConfig: { lifetimeType: "Permanent" },
          },
        }),
      ],
      needs: [
        { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", field: sessionField },
      ],
    },
  ]),
  [
    "aws-load-balancer-controller",
    { maxAgeSeconds: 90061 },
    {
      ingress: {
        annotations: {
          [`${alb}/target-type`]: "ip",
          [`${alb}/target-group-attributes`]:
            "stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=90061",
        },
      },
    },
  ],
  [
    "gke-ingress",
    { maxAgeSeconds: 3600 },
    {
      ingress: { annotations: { "kubernetes.io/ingress.class": "gce" } },
      service: {
        annotations: {
          "cloud.google.com/neg": '{"ingress":true}',
          "cloud.google.com/backend-config": '{"default":"hello"}',
        },
      },
      objects: [
        {
          apiVersion: "cloud.google.com/v1",
          kind: "BackendConfig",
          metadata: { name: "hello" },
          spec: {
            sessionAffinity: { affinityType: "GENERATED_COOKIE", affinityCookieTtlSec: 3600 },
          },
        },
      ],
    },
  ],
  [
    "gke-gateway",
    { maxAgeSeconds: 3600 },
    {
      objects: [
        httpRoute({}),
        {
          apiVersion: "networking.gke.io/v1",
          kind: "GCPBackendPolicy",
          metadata: { name: "hello" },
          spec: {
            default: { sessionAffinity: { type: "GENERATED_COOKIE", cookieTtlSec: 3600 } },
            targetRef: { group: "", kind: "Service", name: "hello" },
          },
        },
      ],
    },
  ],
  [
    "azure-application-gateway",
    {},
    {
      ingress: {
        annotations: {
          "appgw.ingress.kubernetes.io/cookie-based-affinity": "true",
          "appgw.ingress.kubernetes.io/cookie-based-affinity-distinct-name": "true",
        },
      },
    },
  ],
  [
    "azure-gateway-for-containers",
    { name: "shop", maxAgeSeconds: 90061 },
    {
      objects: [
        httpRoute({}),
        {
          apiVersion: "alb.networking.azure.io/v1",
          kind: "RoutePolicy",
          metadata: { name: "hello" },
          spec: {
            targetRef: { group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: "hello" },
            default: {
              sessionAffinity: {
                affinityType: "application-cookie",
                cookieName: "shop",
                cookieDuration: "90061s",
              },
            },
          },
        },
      ],
    },
  ],
  [
    "openshift-route",
    { name: "shop" },
    { route: { annotations: { "router.openshift.io/cookie_name": "shop" } } },
  ],
];
