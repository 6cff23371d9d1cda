import type { Examined } from "./examine";
import {
  autoscaler,
  budget,
  destinationRule,
  gateway,
  httpRoute,
  ingress,
  ingressClass,
  ingressRoute,
  type Manifest,
  nginx,
  persistence,
  probe,
  route,
  service,
  traefik,
  virtualService,
  workload,
} from "./objects";

/** A set-up that a rule finds, and its twin that differs in the fault alone. */
export interface RuleCase {
  readonly rule: string;
  readonly what: string;
  readonly bad: readonly Manifest[];
  readonly good: readonly Manifest[];
  /** What the finding has to say. */
  readonly says: RegExp;
  /** A part of the command that mends it. */
  readonly fix?: RegExp;
  readonly examined?: Examined;
  /** What the twin is examined by, where that is the fault. @default - `examined` */
  readonly examinedGood?: Examined;
}

/** What every set-up has beside its own. */
export const rest = [workload(), budget()];
const plain = [service(), ...rest];
const stuck = [service(traefik()), ...rest];

const kongPolicy: Manifest = {
  apiVersion: "configuration.konghq.com/v1beta1",
  kind: "KongUpstreamPolicy",
  metadata: { name: "web", namespace: "shop" },
  spec: { algorithm: "consistent-hashing", hashOn: { cookie: "web", cookiePath: "/" } },
};
const kept = { cookie: { name: "web" } };
const alb = "alb.ingress.kubernetes.io";
const agic = "appgw.ingress.kubernetes.io";
const balanced = nginx({ "affinity-mode": undefined });
const nginxIngress = (settings: Parameters<typeof nginx>[0], further = {}) =>
  ingress({ class: "nginx", annotations: nginx(settings), ...further });

const gkeService = (neg: object): Manifest =>
  service({ "cloud.google.com/backend-config": '{"default":"web"}', ...neg });
const backendConfig: Manifest = {
  ...{ apiVersion: "cloud.google.com/v1", kind: "BackendConfig", metadata: { name: "web" } },
  spec: { sessionAffinity: { affinityType: "GENERATED_COOKIE" } },
};
const albIngress = (attributes: string): Manifest =>
  ingress({
    class: "alb",
    annotations: {
      [`${alb}/target-group-attributes`]: `stickiness.enabled=true,${attributes}`,
      [`${alb}/target-type`]: "ip",
    },
  });
const f5Ingress = (services: string): Manifest =>
  ingress({ annotations: { "nginx.org/sticky-cookie-services": services } });
const contourBy = (strategy: string): Manifest => ({
  ...{ apiVersion: "projectcontour.io/v1", kind: "HTTPProxy", metadata: { name: "web" } },
  spec: {
    virtualhost: { fqdn: "shop.example.com" },
    routes: [
      {
        services: [{ name: "web", port: 80 }],
        loadBalancerPolicy: { strategy },
      },
    ],
  },
});
const contour = contourBy("Cookie");
const divided = (weighted: object): Manifest[] => [
  ingressRoute({ kind: "TraefikService", name: "both" }),
  {
    ...{ apiVersion: "traefik.io/v1alpha1", kind: "TraefikService", metadata: { name: "both" } },
    spec: {
      weighted: {
        services: [
          { name: "web", port: 80, weight: 9, sticky: kept },
          { name: "web", port: 80, weight: 1, sticky: kept },
        ],
        ...weighted,
      },
    },
  },
];
const pod = (status: string): Manifest => ({
  ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "web-0", labels: { app: "web" } } },
  spec: { containers: [] },
  status: {
    phase: "Running",
    conditions: [{ type: "Ready", status, reason: "ContainersNotReady" }],
  },
});

export const ruleCases: readonly RuleCase[] = [
  {
    rule: "other-controller",
    what: "annotations of ingress-nginx under Traefik",
    bad: [ingress({ annotations: nginx() }), ...plain],
    good: [ingress({ class: "nginx", annotations: nginx() }), ...plain],
    says: /nginx\.ingress\.kubernetes\.io\/affinity, a setting of ingress-nginx, and Traefik serves it/,
    fix: /^kubectl patch service\/web .*service\.sticky\.cookie/,
  },
  {
    rule: "wrong-object",
    what: "Traefik's annotations on the Ingress",
    bad: [ingress({ annotations: traefik() }), ...plain],
    good: [ingress(), ...stuck],
    says: /which Traefik reads from the Service alone/,
    fix: /^kubectl patch service\/web /,
  },
  {
    rule: "wrong-object",
    what: "HAProxy Technologies' annotation on the Ingress",
    bad: [ingress({ annotations: { "haproxy.org/cookie-persistence": "web" } }), ...plain],
    good: [ingress(), service({ "haproxy.org/cookie-persistence": "web" }), ...rest],
    says: /haproxy\.org\/cookie-persistence, which HAProxy Technologies' controller reads from the Service alone/,
    examined: { controller: "haproxytech" },
  },
  {
    rule: "wrong-object",
    what: "ingress-nginx's annotations on the Service",
    bad: [ingress({ class: "nginx" }), service(nginx()), ...rest],
    good: [nginxIngress({}), ...plain],
    says: /which ingress-nginx reads from the Ingress alone/,
  },
  {
    rule: "wrong-object",
    what: "Kong's policy, attached to the Ingress",
    bad: [
      ingress({ class: "kong", annotations: { "konghq.com/upstream-policy": "web" } }),
      ...plain,
      kongPolicy,
    ],
    good: [
      ingress({ class: "kong" }),
      service({ "konghq.com/upstream-policy": "web" }),
      ...rest,
      kongPolicy,
    ],
    says: /konghq\.com\/upstream-policy, which Kong reads from the Service alone/,
  },
  {
    rule: "value-dropped",
    what: "affinity: Cookie",
    bad: [nginxIngress({ affinity: "Cookie" }), ...plain],
    good: [nginxIngress({}), ...plain],
    says: /affinity: "Cookie", and ingress-nginx takes cookie, in lower case: it has no affinity/,
  },
  {
    rule: "value-dropped",
    what: "affinity-mode: Persistent",
    bad: [nginxIngress({ "affinity-mode": "Persistent" }), ...plain],
    good: [nginxIngress({}), ...plain],
    says: /it hashes as with balanced/,
  },
  {
    rule: "value-dropped",
    what: "a SameSite that is spelled wrong, for Traefik",
    bad: [ingress(), service(traefik({ ".samesite": "laxx" })), ...rest],
    good: [ingress(), service(traefik({ ".samesite": "lax" })), ...rest],
    says: /it leaves SameSite out/,
  },
  {
    rule: "value-dropped",
    what: "a cookie name that OpenShift's router ignores",
    bad: [route({ "router.openshift.io/cookie_name": "my.cookie" }), ...plain],
    good: [route({ "router.openshift.io/cookie_name": "my_cookie" }), ...plain],
    says: /calls the cookie as it does without/,
  },
  ...(
    [
      [
        "a duration that AWS refuses",
        "stickiness.lb_cookie.duration_seconds=0",
        "stickiness.lb_cookie.duration_seconds=1",
        /takes a duration of 1 to 604800 seconds: it changes no attribute/,
      ],
      [
        "a duration above a week",
        "stickiness.lb_cookie.duration_seconds=604801",
        "stickiness.lb_cookie.duration_seconds=604800",
        /takes a duration of 1 to 604800 seconds/,
      ],
      [
        "a type of stickiness that is another load balancer's",
        "stickiness.type=source_ip",
        "stickiness.type=lb_cookie",
        /takes stickiness.type=lb_cookie, or app_cookie/,
      ],
      [
        "the application's own cookie without its name",
        "stickiness.type=app_cookie",
        "stickiness.type=app_cookie,stickiness.app_cookie.cookie_name=JSESSIONID",
        /with stickiness.type=app_cookie also stickiness.app_cookie.cookie_name/,
      ],
    ] as const
  ).map(([what, bad, good, says]) => ({
    ...{ rule: "value-dropped", what, says },
    bad: [albIngress(bad), ...plain],
    good: [albIngress(good), ...plain],
  })),
  {
    rule: "no-affinity",
    what: "an ALB by the application's own cookie, and none",
    bad: [ingress({ class: "alb" }), ...plain],
    good: [
      albIngress("stickiness.type=app_cookie,stickiness.app_cookie.cookie_name=JSESSIONID"),
      ...plain,
    ],
    says: /is asked for no affinity/,
  },
  {
    rule: "contour-unknown-strategy",
    what: "cookie in lower case",
    bad: [contourBy("cookie"), ...plain],
    good: [contourBy("Cookie"), ...plain],
    says: /has the strategy "cookie", and Contour knows RoundRobin, /,
    fix: /"path":"\/spec\/routes\/0\/loadBalancerPolicy\/strategy","value":"Cookie"/,
  },
  {
    rule: "f5-other-service",
    what: "a Service of another Ingress",
    bad: [f5Ingress("serviceName=shop srv_id"), ...plain],
    good: [f5Ingress("serviceName=web srv_id"), ...plain],
    says: /sticky-cookie-services for shop, and its paths lead to web/,
    fix: /serviceName=web srv_id/,
    examined: { controller: "f5-nginx" },
  },
  {
    rule: "annotation-not-text",
    what: "true without quotation marks",
    bad: [ingress(), service(traefik({ "": true })), ...rest],
    good: [ingress(), ...stuck],
    says: /with the boolean true in place of a text/,
    fix: /"true"/,
  },
  {
    rule: "virtual-address",
    what: "nativelb",
    bad: [
      ingress(),
      service({ ...traefik(), "traefik.ingress.kubernetes.io/service.nativelb": "true" }),
      ...rest,
    ],
    good: [
      ingress(),
      service({ ...traefik(), "traefik.ingress.kubernetes.io/service.nativelb": "false" }),
      ...rest,
    ],
    says: /Traefik sees one server in place of the pods/,
    fix: /"traefik\.ingress\.kubernetes\.io\/service\.nativelb":null/,
  },
  {
    rule: "virtual-address",
    what: "service-upstream",
    bad: [nginxIngress({ "service-upstream": "true" }), ...plain],
    good: [nginxIngress({ "service-upstream": "false" }), ...plain],
    says: /ingress-nginx sees one server/,
  },
  {
    rule: "virtual-address",
    what: "nativeLB of an IngressRoute",
    bad: [ingressRoute({ name: "web", port: 80, sticky: kept, nativeLB: true }), ...plain],
    good: [ingressRoute({ name: "web", port: 80, sticky: kept }), ...plain],
    says: /has nativeLB: true/,
    fix: /ingressroute\.traefik\.io\/web .*"op":"remove","path":"\/spec\/routes\/0\/services\/0\/nativeLB"/,
  },
  {
    rule: "virtual-address",
    what: "routingType: Service of Envoy Gateway",
    bad: [
      ...[gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
      {
        apiVersion: "gateway.envoyproxy.io/v1alpha1",
        kind: "BackendTrafficPolicy",
        metadata: { name: "web" },
        spec: { targetRefs: [{ kind: "HTTPRoute", name: "web" }], routingType: "Service" },
      },
    ],
    good: [gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
    says: /Envoy sees one server/,
  },
  {
    rule: "weights-without-a-cookie",
    what: "a weighted TraefikService",
    bad: [...divided({}), ...plain],
    good: [...divided({ sticky: { cookie: { name: "both" } } }), ...plain],
    says: /divided by a TraefikService's weights/,
  },
  {
    rule: "tls-passthrough",
    what: "a Route that passes TLS through",
    bad: [route({}, { tls: { termination: "passthrough" } }), ...plain],
    good: [route({}, { tls: { termination: "reencrypt" } }), ...plain],
    says: /passes TLS through/,
    fix: /^kubectl patch route\.route\.openshift\.io\/web .*"termination":"edge"/,
  },
  {
    rule: "tls-passthrough",
    what: "an annotation that passes TLS through",
    bad: [nginxIngress({ "ssl-passthrough": "true" }), ...plain],
    good: [nginxIngress({}), ...plain],
    says: /ssl-passthrough: "true" beside its affinity/,
  },
  {
    rule: "alb-instance-targets",
    what: "an ALB with targets that are nodes",
    bad: [
      ingress({
        class: "alb",
        annotations: { [`${alb}/target-group-attributes`]: "stickiness.enabled=true" },
      }),
      ...plain,
    ],
    good: [
      ingress({
        class: "alb",
        annotations: {
          [`${alb}/target-group-attributes`]: "stickiness.enabled=true",
          [`${alb}/target-type`]: "ip",
        },
      }),
      ...plain,
    ],
    says: /target-type left open, which is instance/,
    fix: /"alb\.ingress\.kubernetes\.io\/target-type":"ip"/,
  },
  {
    rule: "gke-without-neg",
    what: "GKE without network endpoint groups",
    bad: [
      ingress({ annotations: { "kubernetes.io/ingress.class": "gce" }, class: "" }),
      gkeService({}),
      backendConfig,
      ...rest,
    ],
    good: [
      ingress({ annotations: { "kubernetes.io/ingress.class": "gce" }, class: "" }),
      gkeService({ "cloud.google.com/neg": '{"ingress": true}' }),
      ...[backendConfig, ...rest],
    ],
    says: /does not have cloud\.google\.com\/neg/,
    examined: { controller: "gke-ingress" },
  },
  {
    rule: "gke-class-field",
    what: "spec.ingressClassName: gce",
    bad: [ingress({ class: "gce" }), ...plain],
    good: [ingress({ class: "gcee" }), ...plain],
    says: /spec\.ingressClassName: gce\./,
    fix: /"ingressClassName":null/,
  },
  {
    rule: "session-persistence-ignored",
    what: "sessionPersistence for Traefik",
    bad: [gateway("traefik"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
    good: [gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
    says: /Traefik accepts the route and sets no cookie/,
  },
  {
    rule: "session-persistence-ignored",
    what: "sessionPersistence with the standard channel's CRDs",
    bad: [
      ...[gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
      {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: {
          name: "httproutes.gateway.networking.k8s.io",
          annotations: { "gateway.networking.k8s.io/channel": "standard" },
        },
      },
    ],
    good: [
      ...[gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
      {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: {
          name: "httproutes.gateway.networking.k8s.io",
          annotations: { "gateway.networking.k8s.io/channel": "experimental" },
        },
      },
    ],
    says: /standard channel, which drop it/,
  },
  {
    rule: "istio-cookie-without-ttl",
    what: "httpCookie without ttl",
    bad: [...virtualService, destinationRule({ name: "web" }), ...plain],
    good: [...virtualService, destinationRule({ name: "web", ttl: "0s" }), ...plain],
    says: /an httpCookie without ttl/,
    fix: /httpCookie\/ttl","value":"0s"/,
  },
  {
    rule: "affinity-turned-off",
    what: "disable_cookies",
    bad: [route({ "haproxy.router.openshift.io/disable_cookies": "TRUE" }), ...plain],
    good: [route({ "haproxy.router.openshift.io/disable_cookies": "no" }), ...plain],
    says: /disable_cookies: "true"/,
  },
  {
    rule: "server-names-as-values",
    what: "cookie-persistence-no-dynamic",
    bad: [ingress(), service({ "haproxy.org/cookie-persistence-no-dynamic": "web" }), ...rest],
    good: [ingress(), service({ "haproxy.org/cookie-persistence": "web" }), ...rest],
    says: /has haproxy\.org\/cookie-persistence-no-dynamic/,
    examined: { controller: "haproxytech" },
  },
  {
    rule: "client-ip-behind-proxy",
    what: "ClientIP behind Traefik",
    bad: [ingress(), service({}, { sessionAffinity: "ClientIP" }), ...rest],
    good: [ingress(), service(traefik(), { sessionAffinity: "ClientIP" }), ...rest],
    says: /ClientIP and nothing else that keeps clients/,
    fix: /service\.sticky\.cookie/,
  },
  {
    rule: "client-ip-behind-proxy",
    what: "ClientIP beside sessionPersistence",
    bad: [
      ...[gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence })],
      ...[service({}, { sessionAffinity: "ClientIP" }), ...rest],
    ],
    good: [gateway("eg"), httpRoute(["/"], { sessionPersistence: persistence }), ...plain],
    says: /beside the cookie of its route/,
    fix: /"sessionAffinity":"None"/,
  },
  {
    rule: "controller-without-affinity",
    what: "an Ingress of Cilium's",
    bad: [ingress({ class: "c" }), ingressClass("c", "cilium.io/ingress-controller"), ...plain],
    good: [ingress({ class: "c" }), ingressClass("c", "traefik.io/ingress-controller"), ...stuck],
    says: /Cilium's Ingress controller has no cookie affinity/,
  },
  {
    rule: "controller-without-affinity",
    what: "an Ingress of Contour's",
    bad: [ingress({ class: "contour" }), ...plain],
    good: [contour, ...plain],
    says: /Contour reads no affinity from an Ingress/,
  },
  {
    rule: "no-affinity",
    what: "several pods and nothing that keeps clients",
    bad: [ingress(), ...plain],
    good: [ingress(), ...stuck],
    says: /leads to 3 pods, and Traefik is asked for no affinity/,
  },
  {
    rule: "session-cookie-without-affinity",
    what: "an application that sets JSESSIONID",
    bad: [ingress(), ...plain],
    good: [ingress(), ...stuck],
    says: /answers with the cookie "JSESSIONID" from one of 3 pods/,
    examined: { cookies: ["JSESSIONID"] },
  },
  {
    rule: "application-sets-the-cookie",
    what: "an application that sets the controller's cookie",
    bad: [ingress(), ...stuck],
    good: [ingress(), ...stuck],
    says: /answers with the cookie "web" 2 times/,
    examined: { cookies: ["web", "web"] },
    examinedGood: { cookies: ["web"] },
  },
  {
    rule: "cookie-path-misses",
    what: "a cookie for /shop of an application at /",
    bad: [ingress(), service(traefik({ ".path": "/shop" })), ...rest],
    good: [ingress({ paths: [["/shop", "web"]] }), service(traefik({ ".path": "/shop" })), ...rest],
    says: /path "\/shop": a browser would not send the cookie back to \//,
    fix: /cookie\.path":"\/"/,
  },
  {
    rule: "cookie-domain-refused",
    what: "a cookie for another domain",
    bad: [ingress(), service(traefik({ ".domain": "example.org" })), ...rest],
    good: [ingress(), service(traefik({ ".domain": "example.com" })), ...rest],
    says: /a browser refuses a cookie of shop\.example\.com for another domain/,
    fix: /cookie\.domain":null/,
  },
  {
    rule: "cookie-name-refused",
    what: "__Secure- without Secure",
    bad: [ingress(), service(traefik({ ".name": "__Secure-web" })), ...rest],
    good: [
      ingress({ tls: true }),
      service(traefik({ ".name": "__Secure-web", ".secure": "true" })),
      ...rest,
    ],
    says: /name "__Secure-web"/,
  },
  {
    rule: "same-site-none-without-secure",
    what: "SameSite=None without Secure",
    bad: [ingress({ tls: true }), service(traefik({ ".samesite": "none" })), ...rest],
    good: [
      ingress({ tls: true }),
      service(traefik({ ".samesite": "none", ".secure": "true" })),
      ...rest,
    ],
    says: /has SameSite=None and is not Secure/,
  },
  {
    rule: "secure-on-http",
    what: "Secure without TLS",
    bad: [ingress(), service(traefik({ ".secure": "true" })), ...rest],
    good: [ingress({ tls: true }), service(traefik({ ".secure": "true" })), ...rest],
    says: /is Secure, and the Ingress web has no TLS for it/,
  },
  {
    rule: "cookie-expires-at-once",
    what: "a lifetime below zero",
    bad: [ingress(), service(traefik({ ".maxage": "-1" })), ...rest],
    good: [ingress(), service(traefik({ ".maxage": "1" })), ...rest],
    says: /maxage: "-1"/,
  },
  {
    rule: "cookie-name-shared",
    what: "two Services on one host",
    bad: [
      ingress({
        paths: [
          ["/a", "web"],
          ["/b", "other"],
        ],
      }),
      ...[...stuck, service(traefik(), {}, "other")],
    ],
    good: [
      ingress({
        paths: [
          ["/a", "web"],
          ["/b", "other"],
        ],
      }),
      ...[...stuck, service(traefik({ ".name": "other" }), {}, "other")],
    ],
    says: /The cookie "web" is that of shop\.example\.com\/b \(Service other, port 80\) and of shop\.example\.com\/a/,
    fix: /cookie\.name":"other"/,
  },
  {
    rule: "cookie-name-shared",
    what: "one annotation for the Routes of several paths on OpenShift",
    bad: [
      ingress({
        ...{
          class: "openshift-default",
          paths: [
            ["/a", "web"],
            ["/b", "other"],
          ],
        },
        annotations: { "router.openshift.io/cookie_name": "web" },
      }),
      ...[...plain, service({}, {}, "other")],
    ],
    good: [
      ingress({
        class: "openshift-default",
        paths: [
          ["/a", "web"],
          ["/b", "other"],
        ],
      }),
      ...[...plain, service({}, {}, "other")],
    ],
    says: /The cookie "web" is that of/,
  },
  {
    rule: "shared-gateway-cookie",
    what: "Azure's Application Gateway and two backends",
    bad: [
      ingress({
        ...{
          class: "azure-application-gateway",
          paths: [
            ["/a", "web"],
            ["/b", "other"],
          ],
        },
        annotations: { [`${agic}/cookie-based-affinity`]: "true" },
      }),
      ...[...plain, service({}, {}, "other")],
    ],
    good: [
      ingress({
        ...{ class: "azure-application-gateway", paths: [["/a", "web"]] },
        annotations: { [`${agic}/cookie-based-affinity`]: "true" },
      }),
      ...plain,
    ],
    says: /are two backends of one host/,
    fix: /distinct-name":"true"/,
  },
  {
    rule: "cookie-path-per-rule",
    what: "two paths of ingress-nginx",
    bad: [
      nginxIngress(
        { "session-cookie-path": undefined },
        {
          paths: [
            ["/a", "web"],
            ["/b", "web"],
          ],
        },
      ),
      ...plain,
    ],
    good: [
      nginxIngress(
        {},
        {
          paths: [
            ["/a", "web"],
            ["/b", "web"],
          ],
        },
      ),
      ...plain,
    ],
    says: /lead to the Service web, with cookies for "\/b" and "\/a"/,
    fix: /session-cookie-path":"\/"/,
  },
  {
    rule: "cookie-path-per-rule",
    what: "two rules of Envoy Gateway before 1.10",
    examined: { controller: "envoy-gateway-before-1.10" },
    bad: [gateway("eg"), httpRoute(["/a", "/b"], { sessionPersistence: persistence }), ...plain],
    good: [gateway("eg"), httpRoute(["/a"], { sessionPersistence: persistence }), ...plain],
    says: /with cookies for "\/b" and "\/a"/,
  },
  {
    rule: "path-without-affinity",
    what: "a second Ingress without the annotations",
    bad: [
      nginxIngress({}),
      ingress({ class: "nginx", name: "api", paths: [["/api", "web"]] }),
      ...plain,
    ],
    good: [nginxIngress({}), nginxIngress({}, { name: "api", paths: [["/api", "web"]] }), ...plain],
    says: /shop\.example\.com\/api has no affinity, and shop\.example\.com\/ of the Ingress web/,
    fix: /^kubectl patch ingress\/api .*affinity":"cookie"/,
  },
  {
    rule: "changing-cookie-name",
    what: "a moment in the cookie's name",
    bad: [ingress(), service(traefik({ ".name": "web-1764270000" })), ...rest],
    good: [ingress(), service(traefik({ ".name": "web-1" })), ...rest],
    says: /is called "web-1764270000"/,
  },
  {
    rule: "changing-cookie-name",
    what: "a revision in the cookie's name",
    bad: [ingress(), service(traefik({ ".name": "web-r12" })), ...rest],
    good: [ingress(), ...stuck],
    says: /is called "web-r12"/,
  },
  {
    rule: "balanced-mode",
    what: "no affinity-mode, several pods",
    bad: [ingress({ class: "nginx", annotations: balanced }), ...plain],
    good: [nginxIngress({}), ...plain],
    says: /in the mode balanced, since it names none/,
    fix: /affinity-mode":"persistent"/,
  },
  {
    rule: "balanced-mode",
    what: "balanced, and one pod that an autoscaler makes more of",
    bad: [
      ingress({ class: "nginx", annotations: balanced }),
      service(),
      workload({ spec: { replicas: 1 } }),
      autoscaler(1),
    ],
    good: [
      ingress({ class: "nginx", annotations: balanced }),
      service(),
      workload({ spec: { replicas: 1 } }),
    ],
    says: /in the mode balanced/,
  },
  {
    rule: "no-change-on-failure",
    what: "change-on-failure left open",
    bad: [nginxIngress({ "session-cookie-change-on-failure": undefined }), ...plain],
    good: [nginxIngress({}), ...plain],
    says: /does not have .*session-cookie-change-on-failure: "true"/,
  },
  {
    rule: "lifetime-by-expires",
    what: "expires alone",
    bad: [nginxIngress({ "session-cookie-expires": "3600" }), ...plain],
    good: [
      nginxIngress({ "session-cookie-expires": "3600", "session-cookie-max-age": "3600" }),
      ...plain,
    ],
    says: /session-cookie-expires and no session-cookie-max-age/,
    fix: /max-age":"3600"/,
  },
  {
    rule: "regex-without-cookie-path",
    what: "use-regex",
    bad: [
      nginxIngress(
        { "use-regex": "true", "session-cookie-path": undefined },
        { paths: [["/app(/|$)(.*)", "web"]] },
      ),
      ...plain,
    ],
    good: [nginxIngress({ "use-regex": "true" }, { paths: [["/app(/|$)(.*)", "web"]] }), ...plain],
    says: /has the path "\/app\(\/\|\$\)\(\.\*\)" and no session-cookie-path/,
  },
  {
    rule: "regex-without-cookie-path",
    what: "use-regex of another Ingress of the host",
    bad: [
      nginxIngress({ "session-cookie-path": undefined }, { paths: [["/app(/|$)(.*)", "web"]] }),
      ingress({
        ...{ name: "other", class: "nginx", paths: [["/other", "web"]] },
        annotations: { "nginx.ingress.kubernetes.io/use-regex": "true" },
      }),
      ...plain,
    ],
    good: [
      nginxIngress({ "session-cookie-path": undefined }, { paths: [["/app(/|$)(.*)", "web"]] }),
      ingress({
        ...{ name: "other", class: "nginx", paths: [["/other", "web"]] },
        host: "other.example.com",
        annotations: { "nginx.ingress.kubernetes.io/use-regex": "true" },
      }),
      ...plain,
    ],
    says: /Ingress web has the path "\/app/,
  },
  {
    rule: "retired-controller",
    what: "an IngressClass of ingress-nginx",
    bad: [ingressClass("nginx", "k8s.io/ingress-nginx"), nginxIngress({}), ...plain],
    good: [
      ingressClass("nginx", "k8s.io/ingress-nginx", {
        labels: { "app.kubernetes.io/name": "traefik" },
      }),
      ...[nginxIngress({}), ...plain],
    ],
    says: /IngressClass nginx is ingress-nginx's/,
  },
  {
    rule: "class-missing",
    what: "a class that does not exist",
    bad: [
      ingress({ class: "nginx" }),
      ingressClass("traefik", "traefik.io/ingress-controller"),
      ...plain,
    ],
    good: [ingress(), ingressClass("traefik", "traefik.io/ingress-controller"), ...plain],
    says: /names the IngressClass "nginx", which does not exist. There is: traefik/,
    examined: { live: true },
  },
  {
    rule: "service-missing",
    what: "a Service that is not there",
    bad: [ingress({ paths: [["/", "wbe"]] }), ...plain],
    good: [ingress(), ...plain],
    says: /leads to the Service wbe, which is not there/,
  },
  {
    rule: "service-missing",
    what: "a port that the Service does not have",
    bad: [ingress({ port: 81 }), ...plain],
    good: [ingress(), ...plain],
    says: /leads to port 81 of the Service web, which has http/,
  },
  {
    rule: "external-name",
    what: "affinity to an ExternalName",
    bad: [
      ingress(),
      service(traefik(), {
        ...{ type: "ExternalName", externalName: "web.other.svc.cluster.local" },
        selector: undefined,
      }),
      ...rest,
    ],
    good: [ingress(), ...stuck],
    says: /another name for web\.other\.svc\.cluster\.local, and has no pods/,
  },
  {
    rule: "selects-no-pods",
    what: "a selector with a slip of the pen",
    bad: [ingress(), service({}, { selector: { app: "wbe" } }), ...rest],
    good: [ingress(), ...plain],
    says: /app=wbe, matches the pods of no workload/,
  },
  {
    rule: "port-undeclared",
    what: "a port on which no container listens",
    bad: [ingress(), service({}, { ports: [{ port: 80, targetPort: 9 }] }), ...rest],
    good: [ingress(), service({}, { ports: [{ port: 80, targetPort: 8080 }] }), ...rest],
    says: /leads to port 9 of the pods/,
  },
  {
    rule: "not-ready-addresses",
    what: "publishNotReadyAddresses",
    bad: [ingress(), service({}, { publishNotReadyAddresses: true }), ...rest],
    good: [ingress(), service({}, { publishNotReadyAddresses: false }), ...rest],
    says: /publishNotReadyAddresses: true/,
  },
  {
    rule: "nothing-leads-here",
    what: "a Service with settings that nothing leads to",
    bad: [ingress(), ...stuck, service(traefik(), {}, "alone")],
    good: [ingress(), ...stuck, service({}, {}, "alone")],
    says: /The Service alone has settings of Traefik, and no Ingress or route leads to it/,
  },
  {
    rule: "exact-path-on-openshift",
    what: "pathType: Exact",
    bad: [ingress({ class: "openshift-default", pathType: "Exact" }), ...plain],
    good: [ingress({ class: "openshift-default" }), ...plain],
    says: /is of the type Exact/,
  },
  {
    rule: "pods-not-ready",
    what: "a pod that is not ready",
    bad: [ingress(), ...stuck, pod("False")],
    good: [ingress(), ...stuck, pod("True")],
    says: /The Pod web-0 of the Service web is not ready: ContainersNotReady/,
    examined: { live: true },
  },
  {
    rule: "single-replica",
    what: "one pod",
    bad: [ingress(), service(), workload({ spec: { replicas: 1 } })],
    good: [ingress(), service(), workload({ spec: { replicas: 2 } }), budget()],
    says: /The Deployment web has one pod/,
    fix: /"replicas":2/,
  },
  {
    rule: "single-replica",
    what: "an autoscaler with one pod at least",
    bad: [ingress(), service(traefik()), workload(), budget(), autoscaler(1)],
    good: [ingress(), service(traefik()), workload(), budget(), autoscaler(2)],
    says: /1 pod at least, by the HorizontalPodAutoscaler web/,
  },
  {
    rule: "no-readiness-probe",
    what: "no readiness probe",
    bad: [ingress(), service(traefik()), workload({ of: { readinessProbe: undefined } }), budget()],
    good: [ingress(), ...stuck],
    says: /The container web of the Deployment web has no readinessProbe/,
  },
  {
    rule: "hasty-probe",
    what: "a probe that one slow answer fails",
    bad: [
      ...[ingress(), service(traefik()), budget()],
      workload({ of: { readinessProbe: { httpGet: { port: 8080 }, failureThreshold: 1 } } }),
    ],
    good: [
      ...[ingress(), service(traefik()), budget()],
      workload({ of: { readinessProbe: { ...probe, failureThreshold: 1 } } }),
    ],
    says: /The readinessProbe of the container web/,
    fix: /readinessProbe\/timeoutSeconds","value":5/,
  },
  {
    rule: "hasty-probe",
    what: "a liveness probe that one slow answer fails",
    bad: [
      ...[ingress(), service(traefik()), budget()],
      workload({ of: { livenessProbe: { httpGet: { port: 8080 }, failureThreshold: 1 } } }),
    ],
    good: [
      ...[ingress(), service(traefik()), budget()],
      workload({ of: { livenessProbe: { httpGet: { port: 8080 }, failureThreshold: 2 } } }),
    ],
    says: /The livenessProbe of the container web/,
  },
  {
    rule: "no-drain",
    what: "no preStop hook",
    bad: [ingress(), service(traefik()), workload({ of: { lifecycle: undefined } }), budget()],
    good: [ingress(), ...stuck],
    says: /ends at once when it is told to/,
    fix: /preStop":\{"sleep":\{"seconds":10/,
  },
  {
    rule: "no-drain",
    what: "no preStop hook, and a grace period that is shorter than one",
    bad: [
      ...[ingress(), service(traefik()), budget()],
      workload({ of: { lifecycle: undefined }, pod: { terminationGracePeriodSeconds: 10 } }),
    ],
    good: [ingress(), ...stuck],
    says: /ends at once when it is told to/,
    fix: /preStop":\{"sleep":\{"seconds":10\}.*terminationGracePeriodSeconds","value":30/,
  },
  {
    rule: "no-drain",
    what: "a preStop hook that is shorter than the controller is late",
    bad: [
      ...[ingress({ class: "nginx", annotations: nginx() }), service(), budget()],
      workload({ of: { lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } } } }),
    ],
    good: [
      ...[ingress({ class: "nginx", annotations: nginx() }), service(), budget()],
      workload({ of: { lifecycle: { preStop: { exec: { command: ["sleep", "6"] } } } } }),
    ],
    says: /serves on for 5 s, and ingress-nginx may act on a change of the pods 3\.4 s late/,
  },
  {
    rule: "clients-kept-to-the-end",
    what: "a sleep alone behind Traefik",
    bad: [ingress(), service(traefik()), workload({ gated: false }), budget()],
    good: [ingress(), ...stuck],
    says: /stays ready meanwhile; Traefik keeps its clients there/,
  },
  {
    rule: "grace-too-short",
    what: "a grace period of the hook's length",
    bad: [
      ...[ingress(), service(traefik()), budget()],
      workload({ pod: { terminationGracePeriodSeconds: 10 } }),
    ],
    good: [
      ...[ingress(), service(traefik()), budget()],
      workload({ pod: { terminationGracePeriodSeconds: 11 } }),
    ],
    says: /has 10 s to end, and its preStop hook takes 10 s/,
  },
  {
    rule: "no-disruption-budget",
    what: "no disruption budget",
    bad: [ingress(), service(traefik()), workload()],
    good: [ingress(), ...stuck],
    says: /No PodDisruptionBudget selects the pods of the Deployment web/,
    fix: /"kind":"PodDisruptionBudget"/,
  },
  ...[
    { maxUnavailable: 0 },
    { maxUnavailable: "0%" },
    { minAvailable: 3 },
    { minAvailable: "100%" },
  ].map((spec): RuleCase => ({
    rule: "blocking-disruption-budget",
    what: `a disruption budget with ${JSON.stringify(spec)}`,
    bad: [ingress(), service(traefik()), workload(), budget(spec)],
    good: [ingress(), service(traefik()), workload(), budget({ minAvailable: 2 })],
    says: /The PodDisruptionBudget web has m/,
  })),
  {
    rule: "changing-pod-template",
    what: "a random text of Helm's in the pod template",
    bad: [
      ...[ingress(), service(traefik()), budget()],
      workload({ template: { labels: { app: "web" }, annotations: { rollme: "x7Kp2" } } }),
    ],
    good: [
      ...[ingress(), service(traefik()), budget()],
      workload({
        template: {
          labels: { app: "web" },
          annotations: {
            "checksum/config": "0a1b",
            "kubectl.kubernetes.io/restartedAt": "2026-11-27T10:00:00Z",
          },
        },
      }),
    ],
    says: /have the annotation rollme: "x7Kp2"/,
  },
  {
    rule: "ordered-pods",
    what: "a StatefulSet with podManagementPolicy left open",
    bad: [ingress(), service(traefik()), workload({ kind: "StatefulSet" }), budget()],
    good: [
      ...[ingress(), service(traefik()), budget()],
      workload({ kind: "StatefulSet", spec: { podManagementPolicy: "Parallel" } }),
    ],
    says: /podManagementPolicy OrderedReady/,
  },
  {
    rule: "all-pods-at-once",
    what: "the strategy Recreate",
    bad: [
      ...[ingress(), service(traefik()), budget()],
      workload({ spec: { strategy: { type: "Recreate" } } }),
    ],
    good: [ingress(), ...stuck],
    says: /has the strategy Recreate/,
  },
  {
    rule: "autoscaler-on-hash",
    what: "an autoscaler behind Contour",
    bad: [contour, ...plain, autoscaler()],
    good: [ingress(), ...stuck, autoscaler()],
    says: /has 2 to 9 pods of the Deployment web, and contour hashes/,
  },
  {
    rule: "suppression-without-effect",
    what: "a suppression without a reason",
    bad: [ingress({ annotations: { "sticky-session/doctor-ignore": "no-affinity" } }), ...plain],
    good: [
      ingress({ annotations: { "sticky-session/doctor-ignore": "no-affinity: no sessions" } }),
      ...plain,
    ],
    says: /suppresses no-affinity without a reason/,
  },
];
