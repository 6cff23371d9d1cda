import { parseIdentity } from "../../../../../verify/identity";
import type { Row } from "../row";
import { deployed, unknown } from "../row";
import { notSentBack, withoutCookie } from "./expected";

const nginx = "nginx.ingress.kubernetes.io";
const route = "haproxy.router.openshift.io";
const disabled =
  /^The Route hello turns affinity off with the annotation \S+disable_cookies: "TRUE": remove it: kubectl annotate route hello/;
const upperCase =
  /affinity: "Cookie", allowed: cookie, in lower case\. ingress-nginx drops the value/;
const balanced =
  /affinity-mode: "Persistent", allowed: .* drops the value and hashes as with balanced/;

/** Sticky or not, something else is wrong. */
export const faulty: readonly Row[] = [
  {
    what: "a pod that is not ready for a moment",
    args: { behaviour: { interruption: { answer: 14, what: "not ready" } } },
    fails: {
      "stays-over-new-connections": {
        failure: "pod-changes",
        cause:
          /^hello-\d was not ready from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d: its readiness probe timed out; .*failureThreshold/,
      },
    },
  },
  {
    what: "a container that is restarted",
    args: { behaviour: { interruption: { answer: 14, what: "restarted" } } },
    fails: {
      "stays-over-new-connections": {
        failure: "pod-changes",
        cause: /^hello-\d was restarted at \d\d:\d\d:\d\d: its container web ended \(OOMKilled\)/,
      },
    },
  },
  {
    what: "three replicas by --replicas, of which two answer",
    args: unknown({ replicas: 2 }, { replicas: 3 }),
    fails: {
      "clients-spread": { failure: "pod-without-clients", cause: /sends it nothing/ },
    },
  },
  {
    what: "a pod that the controller does not know",
    args: { behaviour: { unknownPods: ["hello-1"] } },
    fails: {
      "clients-spread": { failure: "pod-without-clients", cause: /sends it nothing/ },
    },
  },
  {
    what: "pods of different weights",
    args: { behaviour: { weights: [1, 1, 30] } },
    fails: {
      "clients-spread": { failure: "spread-uneven", cause: /different weights/ },
    },
  },
  {
    what: "a Route whose cookies are disabled by hand",
    args: deployed(
      "openshift-route",
      { issuesCookie: "never" },
      { cookie: {} },
      { alsoAnnotated: { [`${route}/disable_cookies`]: "TRUE" } },
    ),
    fails: {
      "objects-as-described": { failure: "affinity-turned-off", cause: disabled },
      ...withoutCookie(disabled),
    },
  },
  {
    what: "a Route that no router has admitted",
    args: deployed(
      "openshift-route",
      { status: 503, body: () => "Application is not available" },
      { cookie: {} },
      { exposure: { admission: { state: "pending" } } },
    ),
    fails: {
      "pod-answers": {
        failure: "no-answer-of-a-pod",
        cause: /^No router has admitted the Route hello/,
      },
      "objects-as-described": {
        failure: "route-not-admitted",
        cause: /^No router has admitted the Route hello/,
      },
    },
  },
  {
    what: "a Route that the router rejected",
    args: deployed(
      "openshift-route",
      { status: 503, body: () => "Application is not available" },
      { cookie: {} },
      {
        exposure: {
          admission: {
            state: "rejected",
            because: "HostAlreadyClaimed: route a already exposes hello.localhost",
          },
        },
      },
    ),
    fails: {
      "pod-answers": {
        failure: "no-answer-of-a-pod",
        cause: /rejected the Route hello \(HostAlreadyClaimed: /,
      },
      "objects-as-described": {
        failure: "route-not-admitted",
        cause: /rejected the Route hello \(HostAlreadyClaimed: /,
      },
    },
  },
  {
    what: "affinity: Cookie, which ingress-nginx does not take",
    args: deployed(
      "ingress-nginx",
      { issuesCookie: "never" },
      { cookie: {} },
      { alsoAnnotated: { [`${nginx}/affinity`]: "Cookie" } },
    ),
    fails: {
      "objects-as-described": { failure: "value-dropped", cause: upperCase },
      ...withoutCookie(upperCase),
    },
  },
  {
    what: "affinity-mode: Persistent, which it does not take",
    args: deployed(
      "ingress-nginx",
      { hashes: true },
      { cookie: {} },
      { alsoAnnotated: { [`${nginx}/affinity-mode`]: "Persistent" } },
    ),
    fails: {
      "objects-as-described": { failure: "value-dropped", cause: balanced },
      "stale-cookie-replaced": { failure: "cookie-not-replaced", cause: balanced },
    },
  },
  {
    what: "a cookie name that its check refuses",
    args: deployed(
      "ingress-nginx",
      { cookieName: "INGRESSCOOKIE" },
      { cookie: {} },
      { alsoAnnotated: { [`${nginx}/session-cookie-name`]: "hello@shop" } },
    ),
    fails: {
      "objects-as-described": { failure: "value-dropped", cause: /calls the cookie INGRESSCOOKIE/ },
      "cookie-set": { failure: "cookie-missing", cause: /calls the cookie INGRESSCOOKIE/ },
    },
  },
  {
    what: "a cookie path that its check refuses",
    args: deployed(
      "ingress-nginx",
      {},
      { cookie: {} },
      { alsoAnnotated: { [`${nginx}/session-cookie-path`]: "/@me" } },
    ),
    fails: {
      "objects-as-described": { failure: "value-dropped", cause: /session-cookie-path: "\/@me"/ },
    },
  },
  {
    what: "a cookie that was renamed by hand",
    args: deployed(
      "ingress-nginx",
      { cookieName: "route" },
      { cookie: {} },
      { alsoAnnotated: { [`${nginx}/session-cookie-name`]: "route" } },
    ),
    fails: {
      "objects-as-described": { failure: "objects-differ", cause: /changed by hand/ },
      "cookie-set": {
        failure: "cookie-missing",
        cause: /was renamed: the Ingress hello calls it "route", and the description "hello"/,
      },
    },
  },
  {
    what: "a Set-Cookie that something strips",
    args: deployed("ingress-nginx", { issuesCookie: "never" }),
    fails: withoutCookie(/strips Set-Cookie/),
  },
  {
    what: "no affinity on the Ingress that serves the path, though another one of the Service has it",
    args: deployed(
      "ingress-nginx",
      { issuesCookie: "never" },
      { cookie: {} },
      {
        affinity: null,
        exposure: { annotations: {} },
        also: [
          {
            ...{ kind: "Ingress", name: "admin", hosts: ["hello.localhost"] },
            annotations: { [`${nginx}/affinity`]: "cookie" },
            rules: [{ host: "hello.localhost", path: "/admin", exact: false }],
          },
        ],
      },
    ),
    fails: withoutCookie(
      /No affinity at all is asked for.*kubectl annotate --overwrite ingress hello /,
    ),
  },
  {
    what: "a cookie that is Secure, on plain http",
    args: deployed(
      "traefik",
      { cookieAttributes: "; Path=/; Secure; HttpOnly" },
      { cookie: { secure: true } },
    ),
    fails: notSentBack(/as described.*--url https:\/\/hello\.localhost\//),
  },
  {
    what: "a path of the cookie that does not cover the application",
    args: unknown({ cookieAttributes: "; Path=/shop" }),
    fails: notSentBack(/Path=\/shop does not cover \//),
  },
  {
    what: "a domain that a browser refuses",
    args: unknown({ cookieAttributes: "; Domain=example.com" }),
    fails: notSentBack(/A browser refuses the cookie/),
  },
  {
    what: "another domain than described",
    args: deployed(
      "traefik",
      { cookieAttributes: "; Path=/; HttpOnly" },
      { cookie: { domain: "hello.localhost" } },
    ),
    fails: {
      "cookie-attributes": {
        failure: "cookie-attributes-differ",
        cause: /a proxy in front rewrites/,
      },
    },
  },
  {
    what: "a value that names the pod",
    args: unknown({ cookieValue: ({ name }) => name }),
    fails: {
      "cookie-opaque": { failure: "cookie-reveals-pod", cause: /inside of the cluster/ },
    },
  },
  ...(
    [
      [401, /asks for a login/],
      [403, /does not let this client in/],
      [404, /itself answers \/ with 404/],
      [405, /takes no GET/],
      [429, /limits how many requests/],
      [500, /itself answers \/ with 500/],
    ] as const
  ).map(([status, cause]) => ({
    what: `an answer with ${status}, whoever gives it`,
    args: unknown(
      { status, headers: { "x-pod": "hello-0", "retry-after": "60" } },
      { settings: { identity: parseIdentity("header:X-Pod") } },
    ),
    fails: { "pod-answers": { failure: "no-answer-of-a-pod" as const, cause } },
  })),
  {
    what: "a value that Traefik takes for the Service's end",
    args: deployed(
      "traefik",
      { status: 404, body: () => "404 page not found" },
      { cookie: {} },
      {
        service: {
          annotations: {
            "traefik.ingress.kubernetes.io/service.sticky.cookie": "true",
            "traefik.ingress.kubernetes.io/service.sticky.cookie.secure": "no",
          },
        },
      },
    ),
    fails: {
      "pod-answers": { failure: "no-answer-of-a-pod", cause: /leaves the whole Service out/ },
      "objects-as-described": { failure: "value-dropped", cause: /leaves the whole Service out/ },
    },
  },
  {
    what: "one pod that answers everything",
    args: unknown({ alwaysFirstPod: true }),
    fails: {
      "varies-without-cookie": { failure: "pod-does-not-vary", cause: /only one replica/ },
      "clients-spread": { failure: "same-cookie-for-all", cause: /only one replica/ },
    },
  },
  {
    what: "one replica",
    args: { behaviour: { replicas: 1 } },
    fails: {
      "pods-ready": { failure: "single-pod", cause: /only one replica/ },
    },
  },
];
