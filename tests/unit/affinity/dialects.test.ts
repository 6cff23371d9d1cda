import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { serves } from "../../../components/affinity/dialect";
import { chooseDialect, dialects, withoutAffinity } from "../../../components/affinity/dialects";
import type { Exposure } from "../../../components/affinity/exposure";
import type { PlainObject } from "../../../components/affinity/objects";
import { read } from "../../../components/affinity/read";
import { translate } from "../../../components/affinity/translate";
import { applicationOf, http, https } from "../../../scripts/controllers/probe";
import { liveObjects } from "../support/live";

function dialect(id: string) {
  const found = dialects.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return found;
}

function translation(id: string, cookie: SessionCookie | undefined, exposure: Exposure = http) {
  const chosen = dialect(id);
  const translated = translate(chosen, cookie && { cookie }, applicationOf(chosen, exposure));
  assert.ok("translation" in translated, JSON.stringify(translated));
  return translated.translation;
}

const strong = { affinity: "strong", survivesScaleUp: true, reissuesAfterPodLoss: true };
const hash = { affinity: "hash", survivesScaleUp: false, reissuesAfterPodLoss: false };

/** What each controller is promised to do; each has to be backed by a source. */
const promises: Readonly<Record<string, object>> = {
  traefik: { ...strong, keepsTerminatingPods: true },
  "traefik-ingress-nginx": { ...strong, keepsTerminatingPods: true },
  "ingress-nginx": { ...strong, keepsTerminatingPods: false },
  "f5-nginx": { ...strong, keepsTerminatingPods: false },
  "f5-nginx-plus": { ...strong, keepsTerminatingPods: false },
  "haproxy-ingress": { ...strong, keepsTerminatingPods: false },
  "haproxy-ingress-drain-support": { ...strong, keepsTerminatingPods: true },
  haproxytech: { ...strong, keepsTerminatingPods: false },
  contour: { ...hash, keepsTerminatingPods: false },
  kong: { ...hash, keepsTerminatingPods: false },
  "kong-enterprise": { ...strong, reissuesAfterPodLoss: false, keepsTerminatingPods: false },
  istio: { ...hash, keepsTerminatingPods: false },
  "istio-persistent-session": { ...strong, keepsTerminatingPods: true },
  "gateway-api": { ...strong, reissuesAfterPodLoss: false, keepsTerminatingPods: false },
  "envoy-gateway": { ...strong, keepsTerminatingPods: false },
  "aws-load-balancer-controller": {
    ...strong,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  "gke-ingress": { ...hash, keepsTerminatingPods: false },
  "azure-application-gateway": {
    ...strong,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  "azure-gateway-for-containers": {
    affinity: "strong",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  "openshift-route": { ...strong, keepsTerminatingPods: false },
};

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";
const nginx = "nginx.ingress.kubernetes.io";
const haproxy = "haproxy-ingress.github.io";
const alb = "alb.ingress.kubernetes.io";

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
const httpRoute = (rule: object) => ({
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

const translations: [id: string, cookie: SessionCookie, objects: object][] = [
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
          [`${haproxy}/health-check-port`]: "9339",
          [`${haproxy}/health-check-interval`]: "1s",
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
  ...(["gateway-api", "envoy-gateway"] as const).map((id): [string, SessionCookie, object] => [
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

describe("dialects", () => {
  it("have ids of their own, beside those of the controllers without affinity", () => {
    const ids = [...dialects, ...withoutAffinity].map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("promise this, each with its sources", () => {
    assert.deepEqual(
      Object.fromEntries(dialects.map((each) => [each.id, each.promises])),
      promises,
    );
    for (const { id, sources } of [...dialects, ...withoutAffinity]) {
      assert.ok(sources.length > 0, id);
    }
  });

  it("are not called live before an end-to-end test has seen the controller", () => {
    const live = dialects.filter(({ verified }) => verified === "live").map(({ id }) => id);
    assert.deepEqual(live, [
      "traefik",
      "traefik-ingress-nginx",
      "haproxy-ingress",
      "haproxy-ingress-drain-support",
    ]);
  });

  for (const [id, cookie, objects] of translations) {
    it(`${id} says it in these words`, () => {
      assert.deepEqual(translation(id, cookie).carried, objects);
    });
  }

  it("are each among the words above", () => {
    const missing = dialects
      .map(({ id }) => id)
      .filter((id) => !translations.some(([translated]) => translated === id));
    assert.deepEqual(missing, []);
  });

  it("have the fields of sessionPersistence in the shape of the Gateway API's version", () => {
    const chosen = dialect("gateway-api");
    const application = {
      ...applicationOf(chosen, http),
      gateway: { name: "public", namespace: "edge", listener: "web", apiVersion: "1.7" as const },
    };
    const cookie = { name: "shop", maxAgeSeconds: 60, path: "/app" };
    const translated = translate(chosen, { cookie }, application);
    assert.ok("translation" in translated);
    const { objects = [], needs } = translated.translation.carried;
    const { spec } = httpRoute({
      sessionPersistence: {
        type: "Cookie",
        absoluteTimeout: "1m",
        cookie: { name: "shop", path: "/app", lifetimeType: "Permanent" },
      },
    });
    const parentRefs = [{ name: "public", namespace: "edge", sectionName: "web" }];
    assert.deepEqual(objects[0]?.spec, { ...spec, parentRefs });
    assert.deepEqual(
      needs?.map(({ field }) => field),
      ["spec.rules.sessionPersistence.cookie.name"],
    );
  });

  it("end TLS where the objects in place of an Ingress have it", () => {
    const proxy = translation("contour", {}, https).carried.objects?.[0]?.spec as {
      virtualhost: { tls: unknown };
    };
    assert.deepEqual(proxy.virtualhost.tls, { secretName: "hello-tls" });
    const gateway = translation("istio", {}, https).carried.objects?.[0]?.spec as {
      servers: unknown[];
    };
    const hosts = ["hello.example.com"];
    assert.deepEqual(gateway.servers, [
      {
        port: { number: 80, name: "http", protocol: "HTTP" },
        hosts,
        tls: { httpsRedirect: true },
      },
      {
        port: { number: 443, name: "https", protocol: "HTTPS" },
        hosts,
        tls: { mode: "SIMPLE", credentialName: "hello-tls" },
      },
    ]);
  });

  for (const each of dialects) {
    it(`${each.id} refuses passthrough, in which no controller sees a cookie`, () => {
      const application = applicationOf(each, { ...http, tls: "passthrough" });
      const translated = translate(each, { cookie: {} }, application);
      assert.ok("problems" in translated);
      const [problem] = translated.problems;
      assert.equal(problem?.setting, "tls.termination");
      assert.match(problem.reason ?? "", /never sees the requests/);
    });
  }

  for (const cookie of [{ secure: true }, { sameSite: "Lax" as const }]) {
    it(`openshift-route refuses ${Object.keys(cookie).join()} where plain http is served beside https`, () => {
      const chosen = dialect("openshift-route");
      const application = applicationOf(chosen, { ...https, insecureTraffic: "Allow" });
      const translated = translate(chosen, { cookie }, application);
      assert.ok("problems" in translated);
      assert.deepEqual(
        translated.problems.map(({ setting }) => setting),
        Object.keys(cookie).map((setting) => `affinity.cookie.${setting}`),
      );
    });
  }

  it("turn affinity off where it would be on without being asked", () => {
    assert.deepEqual(translation("openshift-route", undefined).carried.route, {
      annotations: { "haproxy.router.openshift.io/disable_cookies": "true" },
    });
  });

  describe("say what may surprise", () => {
    const cases: [title: string, id: string, cookie: SessionCookie, notes: RegExp[]][] = [
      ["a Secure cookie on http", "traefik", { secure: true }, [/Secure and this program sets up/]],
      [
        "hashing, and a cookie that cannot be as usual",
        "contour",
        {},
        [
          /^What the description leaves open .* Contour calls its cookie X-Contour-Session-Affinity\.$/,
          /^Contour picks the pod by consistent hashing/,
        ],
      ],
      [
        "nothing of what was said in so many words",
        "haproxytech",
        { httpOnly: false, secure: false },
        [],
      ],
      [
        "the fixed name and the lifetime of the cookie",
        "aws-load-balancer-controller",
        {},
        [/calls its cookie AWSALB; it has no cookie that ends with the browser: it lives 86400 s/],
      ],
      [
        "what the installation has to have",
        "istio-persistent-session",
        {},
        [/PILOT_ENABLE_PERSISTENT_SESSION_FILTER=true/, /address of the pod/],
      ],
    ];
    for (const [title, id, cookie, notes] of cases) {
      it(`${id}: ${title}`, () => {
        const found = translation(id, cookie).notes;
        assert.equal(found.length, notes.length, found.join("\n"));
        notes.forEach((note, index) => {
          assert.match(found[index] ?? "", note);
        });
      });
    }
  });

  describe("refuse what is beyond the controller", () => {
    const cases: [id: string, cookie: SessionCookie, reason: RegExp][] = [
      ["aws-load-balancer-controller", { maxAgeSeconds: 604801 }, /1 to 604800 seconds/],
      ["gke-ingress", { maxAgeSeconds: 86401 }, /1 to 86400 seconds/],
      ["envoy-gateway", { maxAgeSeconds: 360000000 }, /1 to 359999999 seconds/],
      ["envoy-gateway", { path: "/" }, /gives the cookie the path of the route/],
      ["f5-nginx", { path: '/app"' }, /takes no " and no \$/],
      ["istio-persistent-session", { name: "_shop" }, /has the cookie's name in a label/],
      ["gateway-api", { path: "/" }, /up to 1\.6 has no field for the cookie's path/],
    ];
    for (const [id, cookie, reason] of cases) {
      it(`${id}: ${JSON.stringify(cookie)}`, () => {
        const chosen = dialect(id);
        const exposure = cookie.path === '/app"' ? { ...http, path: '/app"' } : http;
        const translated = translate(chosen, { cookie }, applicationOf(chosen, exposure));
        assert.ok("problems" in translated);
        assert.deepEqual(
          translated.problems.map(({ setting }) => setting),
          Object.keys(cookie).map((setting) => `affinity.cookie.${setting}`),
        );
        assert.match(translated.problems[0]?.reason ?? "", reason);
      });
    }
  });

  describe("read what others wrote, with the controller's defaults", () => {
    /** Live marks of an object, and the cookie that they stand for; `undefined` where affinity is off. */
    const cases: [id: string, marks: object, cookie: SessionCookie | undefined][] = [
      [
        "traefik",
        { service: { annotations: { [sticky]: "true" } } },
        { path: "/", secure: false, httpOnly: false },
      ],
      ["traefik", { ingress: { annotations: { [sticky]: "true" } } }, undefined],
      [
        "ingress-nginx",
        { ingress: { annotations: { [`${nginx}/affinity`]: "cookie" } } },
        { name: "INGRESSCOOKIE", path: "/app", secure: false, httpOnly: true },
      ],
      [
        "traefik-ingress-nginx",
        { ingress: { annotations: { [`${nginx}/affinity`]: "cookie" } } },
        { name: "INGRESSCOOKIE", path: "/", secure: false, httpOnly: true },
      ],
      [
        "haproxy-ingress",
        {
          ingress: {
            annotations: {
              [`${haproxy}/affinity`]: "cookie",
              [`${haproxy}/session-cookie-same-site`]: "true",
            },
          },
        },
        { name: "INGRESSCOOKIE", path: "/", sameSite: "None", secure: true, httpOnly: true },
      ],
      [
        "f5-nginx",
        {
          ingress: {
            annotations: {
              "nginx.org/sticky-cookie-services":
                "serviceName=other a expires=1h;serviceName=hello srv_id expires=1h30m domain=.example.com path=/app",
            },
          },
        },
        {
          name: "srv_id",
          maxAgeSeconds: 5400,
          path: "/app",
          domain: ".example.com",
          secure: false,
          httpOnly: false,
        },
      ],
      [
        "f5-nginx",
        { ingress: { annotations: { "nginx.org/sticky-cookie-services": "serviceName=other a" } } },
        undefined,
      ],
      [
        "aws-load-balancer-controller",
        {
          ingress: {
            annotations: {
              [`${alb}/target-type`]: "ip",
              [`${alb}/target-group-attributes`]: "stickiness.enabled=true",
            },
          },
        },
        { name: "AWSALB", maxAgeSeconds: 86400 },
      ],
      [
        // A cookie then names a node, and no pod.
        "aws-load-balancer-controller",
        {
          ingress: {
            annotations: { [`${alb}/target-group-attributes`]: "stickiness.enabled=true" },
          },
        },
        undefined,
      ],
      ["openshift-route", {}, { path: "/", secure: false, httpOnly: true }],
      [
        "openshift-route",
        { route: { annotations: { "haproxy.router.openshift.io/disable_cookies": "TRUE" } } },
        undefined,
      ],
      [
        "istio-persistent-session",
        { service: { labels: { "istio.io/persistent-session": "shop" } } },
        { name: "shop", path: "/", secure: false, httpOnly: true },
      ],
    ];
    for (const [id, marks, cookie] of cases) {
      it(`${id}: ${JSON.stringify(marks)}`, () => {
        const chosen = dialect(id);
        const application = applicationOf(chosen, http);
        const { objects } = translation(id, undefined).carried;
        const live = liveObjects(application, { ...marks, objects });
        assert.deepEqual(read(chosen, live)?.affinity, cookie && { cookie });
      });
    }

    it("istio: a cookie without a lifetime is never made", () => {
      const objects = translation("istio", { name: "shop" }).carried.objects ?? [];
      const text = JSON.stringify(objects).replace(',"ttl":"0s"', "");
      const live = JSON.parse(text) as PlainObject[];
      assert.deepEqual(read(dialect("istio"), live)?.affinity, undefined);
    });

    it("azure-gateway-for-containers: its managed cookie", () => {
      const objects = translation("azure-gateway-for-containers", {}).carried.objects ?? [];
      const text = JSON.stringify(objects).replace("application-cookie", "managed-cookie");
      const live = JSON.parse(text) as PlainObject[];
      assert.deepEqual(read(dialect("azure-gateway-for-containers"), live)?.affinity, {
        cookie: { name: "AGCAffinity", maxAgeSeconds: 86400 },
      });
    });
  });

  it("are chosen by platform and controller", () => {
    assert.equal(chooseDialect("openshift", undefined)?.id, "openshift-route");
    assert.equal(chooseDialect("kubernetes", undefined), undefined);
    assert.equal(chooseDialect("kubernetes", "contour")?.id, "contour");
    assert.equal(chooseDialect("openshift", "contour"), undefined);
  });

  it("know their IngressClasses, with a name behind the controller's too", () => {
    const { ingressControllers } = dialect("haproxytech");
    const own = { ingressControllers };
    assert.ok(serves(own, "haproxy.org/ingress-controller"));
    assert.ok(serves(own, "haproxy.org/ingress-controller/second"));
    assert.ok(!serves(own, "haproxy.org/ingress-controllers"));
    assert.ok(!serves(own, "traefik.io/ingress-controller"));
  });
});
