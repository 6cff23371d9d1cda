import { randomBytes } from "node:crypto";
import {
  ingress,
  type IngressArgs,
  pod,
  podSpec,
  service,
  statefulSet,
} from "../support/plainObjects";

/** The namespace of all set-ups. */
export const name = `verify-${randomBytes(3).toString("hex")}`;
const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** Annotations of a Service whose cookie Traefik sets. */
function traefikCookie(settings: Record<string, string> = {}): Record<string, string> {
  const all = { name: "hello", path: "/", httponly: "true", ...settings };
  return {
    [sticky]: "true",
    ...Object.fromEntries(
      Object.entries(all).map(([setting, value]) => [`${sticky}.${setting}`, value]),
    ),
  };
}

/** Where Traefik serves the set-up of the name. */
export function hostOf(setup: string): string {
  return `${setup}-${name}.localhost`;
}

function exposed(
  setup: string,
  annotations: Record<string, string>,
  further: {
    readonly selector?: Record<string, string>;
    readonly spec?: object;
    readonly onIngress?: Record<string, string>;
    readonly route?: IngressArgs;
    readonly host?: string;
  } = {},
) {
  const { selector = { app: "hello" }, spec, onIngress, route, host = hostOf(setup) } = further;
  return [service(setup, selector, annotations, spec), ingress(setup, host, onIngress, route)];
}

/** The application sets a cookie of the same name, as one that keeps its own session would. */
const rivalConfiguration = `daemon off;
pid /tmp/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c;
  uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e;
  server {
    listen 8080;
    location / {
      default_type text/plain;
      add_header Set-Cookie "hello=application; Path=/";
      return 200 "Server address: $server_addr:$server_port\\nServer name: $hostname\\n";
    }
  }
}
`;

const rivalPod = podSpec(
  {
    volumeMounts: [
      { name: "configuration", mountPath: "/etc/nginx/nginx.conf", subPath: "nginx.conf" },
    ],
  },
  { volumes: [{ name: "configuration", configMap: { name: "rival" } }] },
);

/** Never ready: nothing listens there. */
const unready = podSpec({ readinessProbe: { tcpSocket: { port: 9 }, periodSeconds: 1 } });

export const objects = [
  {
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "rival" } },
    data: { "nginx.conf": rivalConfiguration },
  },
  statefulSet("hello", 3),
  statefulSet("single", 1),
  ...["rival-0", "rival-1"].map((each) => pod(each, { app: "rival" }, rivalPod)),
  ...["partly-0", "partly-1"].map((each) => pod(each, { app: "partly" })),
  pod("partly-2", { app: "partly" }, unready),

  ...exposed("none", {}),
  ...exposed("on-ingress", {}, { onIngress: traefikCookie() }),
  ...exposed("nginx", {}, { onIngress: { "nginx.ingress.kubernetes.io/affinity": "cookie" } }),
  ...exposed("client-ip", {}, { spec: { sessionAffinity: "ClientIP" } }),
  ...exposed("path", traefikCookie({ path: "/shop" })),
  ...exposed("domain", traefikCookie({ domain: "example.com" })),
  ...exposed("secure", traefikCookie({ secure: "true" })),
  ...exposed("expired", traefikCookie({ maxage: "-1" })),
  ...exposed("one", traefikCookie(), { selector: { app: "single" } }),
  ...exposed("partly", traefikCookie(), { selector: { app: "partly" } }),
  ...exposed("selector", traefikCookie(), { selector: { app: "helo" } }),
  ...exposed("rival", traefikCookie(), { selector: { app: "rival" } }),
  ...exposed("native-lb", {
    ...traefikCookie(),
    "traefik.ingress.kubernetes.io/service.nativelb": "true",
  }),
  ...exposed("two-a", traefikCookie(), { route: { path: "/a" }, host: hostOf("two") }),
  ...exposed("two-b", traefikCookie(), {
    ...{ selector: { app: "partly" }, route: { path: "/b" }, host: hostOf("two") },
  }),
  ...exposed("class", traefikCookie(), { route: { ingressClassName: "public" } }),
  ...exposed("port", traefikCookie(), {
    spec: { ports: [{ name: "http", port: 80, targetPort: 9 }] },
  }),
  service("unexposed", { app: "hello" }, traefikCookie()),
  // The last one: when it is served, so is all else.
  ...exposed("healthy", traefikCookie()),
];

/** A set-up that is broken, the checks that have to fail, and the likely cause of the first one. */
interface Setup {
  readonly what: string;
  /** The Service's name, and the host's. */
  readonly service: string;
  readonly url?: string;
  readonly options?: readonly string[];
  readonly fails: readonly string[];
  /** Checks that fail by chance. */
  readonly mayFail?: readonly string[];
  readonly cause: RegExp;
}

/** The checks that fail where nothing is sticky. */
export const stays = [
  "stays-over-new-connections",
  "stays-over-one-connection",
  "stays-under-concurrency",
];

export const setups: readonly Setup[] = [
  {
    what: "no affinity at all",
    service: "none",
    fails: ["cookie-set", ...stays],
    cause:
      /^No affinity at all is asked for: Traefik reads it from the Service: kubectl annotate --overwrite service none/,
  },
  {
    what: "the annotation on the Ingress where Traefik reads the Service",
    service: "on-ingress",
    fails: ["cookie-set", ...stays],
    cause:
      /^The Ingress on-ingress has the annotation .*Traefik reads it from the Service alone: kubectl annotate --overwrite service on-ingress /,
  },
  {
    what: "ingress-nginx annotations under Traefik",
    service: "nginx",
    fails: ["cookie-set", ...stays],
    cause:
      /a setting of ingress-nginx, and the IngressClass traefik is Traefik's, which ignores it/,
  },
  {
    what: "Service ClientIP only",
    service: "client-ip",
    fails: ["cookie-set", ...stays],
    cause: /^The Service client-ip has sessionAffinity: ClientIP alone/,
  },
  {
    what: "a cookie path that does not match",
    service: "path",
    fails: ["cookie-attributes", ...stays],
    cause: /^The cookie's Path=\/shop does not cover \//,
  },
  {
    what: "a cookie of another domain",
    service: "domain",
    fails: ["cookie-attributes", ...stays],
    cause: /^A browser refuses the cookie/,
  },
  {
    what: "a Secure cookie on http",
    service: "secure",
    fails: ["cookie-attributes", ...stays],
    cause: /^The cookie is Secure and the site is served over plain http/,
  },
  {
    what: "a cookie that expires at once",
    service: "expired",
    fails: ["cookie-attributes", ...stays],
    cause: /deletes it at once/,
  },
  {
    what: "one replica",
    service: "one",
    fails: ["pods-ready"],
    cause: /^There is only one replica/,
  },
  {
    what: "a pod that is not ready",
    service: "partly",
    fails: ["pods-ready"],
    cause: /^partly-2 is not ready \(ContainersNotReady/,
  },
  {
    what: "a selector that matches nothing",
    service: "selector",
    fails: ["pod-answers", "pods-ready"],
    cause:
      /^The selector of the Service selector \(app=helo\) matches no pod, and the pods of the namespace have app=/,
  },
  {
    what: "an application that sets a cookie of the same name",
    service: "rival",
    options: ["--cookie", "hello"],
    fails: [
      "no-new-cookie",
      ...stays,
      "stale-cookie-replaced",
      "tampered-cookie-replaced",
      "clients-spread",
      "other-paths-share-the-pod",
    ],
    cause:
      /^A response sets the cookie "hello" 2 times: the application itself sets a cookie of that name/,
  },
  {
    what: "nativeLB, which hides the pods behind the Service's address",
    service: "native-lb",
    fails: ["objects-as-described", "clients-spread"],
    // Traefik keeps its connections, so that by chance one pod or another answers for a while.
    mayFail: [
      ...stays,
      "long-visit",
      "late-visit",
      "varies-without-cookie",
      "stale-cookie-replaced",
      "tampered-cookie-replaced",
      "other-paths-share-the-pod",
    ],
    cause: /service\.nativelb: "true" of the Service native-lb makes the controller see one server/,
  },
  {
    what: "two applications with one cookie name on one host",
    service: "two-a",
    url: `http://${hostOf("two")}/a`,
    fails: ["objects-as-described", "neighbours-leave-the-cookie"],
    cause:
      /^The Ingress two-b serves another application on two-\S+\/b with the same cookie name "hello"/,
  },
  {
    what: "an IngressClass that does not exist",
    service: "class",
    fails: ["pod-answers"],
    cause: /^The Ingress class names the IngressClass public, which does not exist/,
  },
  {
    what: "a port on which nothing listens",
    service: "port",
    fails: ["pod-answers"],
    cause: /^The controller does not get an answer from the pod: the Service's targetPort/,
  },
  {
    what: "a Service that nothing leads to",
    service: "unexposed",
    fails: ["pod-answers"],
    cause: /^No Ingress and no Route of namespace \S+ leads to the Service unexposed/,
  },
  {
    what: "a certificate that nobody trusts",
    service: "healthy",
    url: `https://${hostOf("healthy")}/`,
    fails: ["certificate-valid", "pod-answers"],
    cause: /^The certificate is not one for this host by an authority that this machine knows/,
  },
  {
    what: "requests that are lost though none may be",
    service: "healthy",
    options: ["--disrupt", "pod-deletion", "--yes", "--max-lost", "0"],
    fails: ["pod-deletion"],
    cause: /a drain\)\.$/,
  },
];
