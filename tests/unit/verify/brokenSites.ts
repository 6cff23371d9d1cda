import assert from "node:assert/strict";
import type { Check } from "../../../verify/checks/check";
import { certificateValid } from "../../../verify/checks/certificateValid";
import { clientsSpread } from "../../../verify/checks/clientsSpread";
import { cookieAttributes } from "../../../verify/checks/cookieAttributes";
import { cookieIssuedOnce } from "../../../verify/checks/cookieIssuedOnce";
import { cookieOpaque } from "../../../verify/checks/cookieOpaque";
import { cookieSet } from "../../../verify/checks/cookieSet";
import { staleCookie, tamperedCookie } from "../../../verify/checks/forgedCookie";
import { nameResolves } from "../../../verify/checks/nameResolves";
import { objectsAsDescribed } from "../../../verify/checks/objectsAsDescribed";
import { otherPaths } from "../../../verify/checks/otherPaths";
import type { Failure } from "../../../verify/checks/failures";
import { podAnswers } from "../../../verify/checks/podAnswers";
import { podsReady } from "../../../verify/checks/podsReady";
import { podsVary } from "../../../verify/checks/podsVary";
import {
  staysOverNewConnections,
  staysOverOneConnection,
  staysUnderConcurrency,
} from "../../../verify/checks/sessionStays";
import { webSocket } from "../../../verify/checks/webSocket";
import type { FakeSiteBehaviour } from "./fakeSiteBehaviour";
import { traefikAnnotations } from "./fakeTarget";
import type { RunOnArgs } from "./runOn";

/** A check against a site that breaks its promise: what is seen, and the likely cause. */
interface Broken {
  readonly what: string;
  readonly check: Check;
  readonly failure: Failure;
  readonly args: RunOnArgs;
  readonly detail: RegExp;
  readonly cause: RegExp;
}

/** On a site that behaves like that. */
export function on(behaviour: FakeSiteBehaviour, further: RunOnArgs = {}): RunOnArgs {
  return { behaviour, ...further };
}

const { path, ...withoutPath } = { path: "/", ...traefikAnnotations };
assert.equal(path, "/");

/** An Ingress whose paths go to two ports of one Service; the fake site has one host, whatever its name. */
const twoPorts = {
  rules: [
    {
      http: {
        paths: [
          { path: "/", backend: { service: { name: "hello", port: { number: 80 } } } },
          { path: "/chat", backend: { service: { name: "hello", port: { name: "websocket" } } } },
        ],
      },
    },
  ],
};

/** What is wrong, and what each check has to say of it. */
export const broken: readonly Broken[] = [
  {
    what: "a host that does not resolve",
    check: nameResolves,
    failure: "host-not-resolved",
    args: { url: new URL("http://nowhere.invalid/"), cluster: false },
    detail: /nowhere\.invalid does not resolve: .*(ENOTFOUND|EAI_AGAIN)/,
    cause: /create its DNS record, or say where it is with --resolve nowhere\.invalid:80:ADDRESS/,
  },
  {
    what: "https where plain http is spoken",
    check: certificateValid,
    failure: "no-tls",
    args: { url: new URL("https://127.0.0.1:1/"), cluster: false },
    detail: /no TLS connection/,
    cause: /does not speak TLS/,
  },
  {
    what: "a status 404",
    check: podAnswers,
    failure: "no-answer-of-a-pod",
    args: on({ status: 404, body: () => "404 page not found" }),
    detail: /status 404/,
    cause: /does not know the host or the path/,
  },
  {
    what: "a status 503",
    check: podAnswers,
    failure: "no-answer-of-a-pod",
    args: on({ replicas: 0 }, { objects: { otherPodLabels: [] } }),
    detail: /status 503/,
    cause: /matches no pod, and the namespace shop has no pods at all/,
  },
  {
    what: "a redirect",
    check: podAnswers,
    failure: "no-answer-of-a-pod",
    args: on({ status: 302, headers: { location: "https://hello/" }, body: () => "" }),
    detail: /status 302/,
    cause: /redirects to https:\/\/hello\/: verify that URL/,
  },
  {
    what: "an answer that does not tell its pod",
    check: podAnswers,
    failure: "no-answer-of-a-pod",
    args: on({ body: () => "hello" }),
    detail: /status 200 without a line "Server name: <pod>"/,
    cause: /--identity/,
  },
  {
    what: "nothing at the address",
    check: podAnswers,
    failure: "no-answer-of-a-pod",
    args: { url: new URL("http://127.0.0.1:1/"), cluster: false },
    detail: /ECONNREFUSED/,
    cause: /Nothing answers at 127\.0\.0\.1:1/,
  },
  {
    what: "an IngressClass that does not exist",
    check: podAnswers,
    failure: "no-answer-of-a-pod",
    args: on(
      { status: 404, body: () => "" },
      { exposure: { ingressClass: "nginx", classMissing: true } },
    ),
    detail: /status 404/,
    cause: /names the IngressClass nginx, which does not exist/,
  },
  {
    what: "a selector that matches nothing",
    check: podsReady,
    failure: "no-pods",
    args: on({ replicas: 0 }, { service: { selector: { app: "nope" } } }),
    detail: /0 of 0 pods ready/,
    cause: /\(app=nope\) matches no pod, and the pods of the namespace have app=hello/,
  },
  {
    what: "a pod that is not ready",
    check: podsReady,
    failure: "pod-not-ready",
    args: {
      before: (site) => {
        site.break("hello-2", "ContainersNotReady");
      },
    },
    detail: /2 of 3 pods ready: hello-2 is not/,
    cause: /hello-2 is not ready \(ContainersNotReady\).*kubectl describe pod hello-2/,
  },
  {
    what: "one replica",
    check: podsReady,
    failure: "single-pod",
    args: on({ replicas: 1 }),
    detail: /1 of 1 pod ready/,
    cause: /only one replica.*nothing is proven/,
  },
  {
    what: "an annotation that was removed by hand",
    check: objectsAsDescribed,
    failure: "objects-differ",
    args: { service: { annotations: {} } },
    detail: /the Service hello lacks the annotation .*sticky\.cookie: "true"/,
    cause: /changed by hand.*pulumi up --refresh/,
  },
  {
    what: "an annotation that was changed by hand",
    check: objectsAsDescribed,
    failure: "objects-differ",
    args: {
      service: {
        annotations: {
          ...withoutPath,
          "traefik.ingress.kubernetes.io/service.sticky.cookie.path": "/shop",
        },
      },
    },
    detail: /has .*\.path: "\/shop" instead of "\/"/,
    cause: /changed by hand/,
  },
  {
    what: "the class of another controller",
    check: objectsAsDescribed,
    failure: "objects-differ",
    args: { exposure: { ingressClass: "nginx", ingressController: "k8s.io/ingress-nginx" } },
    detail:
      /the annotations are Traefik's, and the IngressClass nginx is of the controller k8s\.io/,
    cause: /not deployed/,
  },
  {
    what: "a second application with the cookie's name",
    check: objectsAsDescribed,
    failure: "cookie-name-used-twice",
    args: {
      objects: {
        neighbours: [
          {
            host: "hello.localhost",
            path: "/other",
            exposure: { kind: "Ingress", name: "other", annotations: {} },
            service: { kind: "Service", name: "other", annotations: traefikAnnotations },
          },
        ],
      },
    },
    detail: /used twice/,
    cause:
      /The Ingress other serves another application on hello\.localhost\/other with the same cookie name "hello"/,
  },
  {
    what: "one pod that answers everything, once chance is ruled out",
    check: podsVary,
    failure: "pod-does-not-vary",
    args: on({ alwaysFirstPod: true }),
    detail: /all of 14 requests: hello-0 14 \(by chance 1 in 1,594,323\)/,
    cause: /Clients are told apart by their address/,
  },
  {
    what: "a cache",
    check: podsVary,
    failure: "pod-does-not-vary",
    args: on({ cached: true }),
    detail: /one pod answered all of 14/,
    cause: /from a cache and not from a pod \(Age: 12\)/,
  },
  {
    what: "ClientIP behind a virtual address",
    check: podsVary,
    failure: "pod-does-not-vary",
    args: on({ alwaysFirstPod: true }, { service: { sessionAffinity: "ClientIP" } }),
    detail: /one pod answered/,
    cause: /sessionAffinity: ClientIP/,
  },
  {
    what: "one pod, and no cluster to ask",
    check: podsVary,
    failure: "pod-does-not-vary",
    args: on({ alwaysFirstPod: true }, { cluster: false }),
    detail: /all of 21 requests/,
    cause: /only one replica \(say so with --replicas 1\)/,
  },
  {
    what: "no cookie though the objects ask for it",
    check: cookieSet,
    failure: "cookie-missing",
    args: on({ issuesCookie: "never" }),
    detail: /no "hello" \(the response sets: none\)/,
    cause: /a proxy, a CDN, a cache\) strips Set-Cookie/,
  },
  {
    what: "no affinity",
    check: cookieSet,
    failure: "cookie-missing",
    args: on({ issuesCookie: "never" }, { service: { annotations: {} }, affinity: null }),
    detail: /no cookie/,
    cause:
      /No affinity at all.*kubectl annotate --overwrite service hello --namespace shop traefik\S+=true/,
  },
  {
    what: "the annotation on the Ingress",
    check: cookieSet,
    failure: "cookie-missing",
    args: on(
      { issuesCookie: "never" },
      { service: { annotations: {} }, exposure: { annotations: traefikAnnotations } },
    ),
    detail: /no "hello"/,
    cause:
      /The Ingress hello has the annotation .*Traefik reads it from the Service alone: kubectl annotate --overwrite service hello --namespace shop traefik\S+=true/,
  },
  {
    what: "annotations of another dialect",
    check: cookieSet,
    failure: "cookie-missing",
    args: on(
      { issuesCookie: "never" },
      {
        service: { annotations: {} },
        exposure: { annotations: { "nginx.ingress.kubernetes.io/affinity": "cookie" } },
      },
    ),
    detail: /no "hello"/,
    cause:
      /a setting of ingress-nginx, and the IngressClass traefik is Traefik's, which ignores it/,
  },
  {
    what: "ClientIP alone",
    check: cookieSet,
    failure: "cookie-missing",
    args: on(
      { issuesCookie: "never" },
      { service: { annotations: {}, sessionAffinity: "ClientIP" } },
    ),
    detail: /no "hello"/,
    cause: /sessionAffinity: ClientIP alone/,
  },
  {
    what: "affinity that is turned off",
    check: cookieSet,
    failure: "cookie-missing",
    args: on(
      { issuesCookie: "never" },
      {
        controller: "openshift-route",
        exposure: {
          kind: "Route",
          annotations: { "haproxy.router.openshift.io/disable_cookies": "true" },
        },
      },
    ),
    detail: /no "hello"/,
    cause: /turns affinity off with the annotation haproxy\.router\.openshift\.io\/disable_cookies/,
  },
  {
    what: "no cookie, and no cluster to ask",
    check: cookieSet,
    failure: "cookie-missing",
    args: on({ issuesCookie: "never" }, { cluster: false, affinity: null, controller: "none" }),
    detail: /no cookie/,
    cause: /--service NAMESPACE\/NAME looks at the objects/,
  },
  {
    what: "a Secure cookie on plain http",
    check: cookieAttributes,
    failure: "cookie-not-sent-back",
    args: on({ cookieAttributes: "; Path=/; Secure" }),
    detail: /does not send it back: hello; Path=\/; .*Secure/,
    cause: /Secure and the site is served over plain http/,
  },
  {
    what: "a path that does not match",
    check: cookieAttributes,
    failure: "cookie-not-sent-back",
    args: on({ cookieAttributes: "; Path=/shop" }),
    detail: /Path=\/shop/,
    cause: /Path=\/shop does not cover \//,
  },
  {
    what: "a foreign domain",
    check: cookieAttributes,
    failure: "cookie-not-sent-back",
    args: on({ cookieAttributes: "; Domain=example.com" }),
    detail: /Domain=example\.com/,
    cause: /A browser refuses the cookie/,
  },
  {
    what: "a cookie that is deleted at once",
    check: cookieAttributes,
    failure: "cookie-not-sent-back",
    args: on({ cookieAttributes: "; Path=/; Max-Age=0" }),
    detail: /Max-Age=0/,
    cause: /deletes it at once/,
  },
  {
    what: "other attributes than described",
    check: cookieAttributes,
    failure: "cookie-attributes-differ",
    args: on(
      { cookieAttributes: "; Path=/; Max-Age=60; SameSite=Strict" },
      { affinity: { cookie: { name: "hello", maxAgeSeconds: 3600, sameSite: "Lax" } } },
    ),
    detail:
      /^HttpOnly is not set instead of set; SameSite is strict instead of lax; Max-Age is 60 instead of 3600$/,
    cause: /pulumi up --refresh/,
  },
  {
    what: "SameSite=None without Secure",
    check: cookieAttributes,
    failure: "cookie-same-site-insecure",
    args: on({ cookieAttributes: "; Path=/; SameSite=None" }, { affinity: null }),
    detail: /SameSite=none/i,
    cause: /Browsers drop a cookie with SameSite=None/,
  },
  {
    what: "a value with the pod's name",
    check: cookieOpaque,
    failure: "cookie-reveals-pod",
    args: on({ cookieValue: ({ name }) => name }),
    detail: /the value tells hello-\d/,
    cause: /anybody sees the inside of the cluster/,
  },
  {
    what: "a value with the pod's address in base64",
    check: cookieOpaque,
    failure: "cookie-reveals-pod",
    args: on({
      cookieValue: ({ address }) => Buffer.from(`${address ?? ""}:80`).toString("base64"),
    }),
    detail: /the value tells 10\.0\.0\.\d/,
    cause: /anybody sees/,
  },
  ...[staysOverNewConnections, staysOverOneConnection, staysUnderConcurrency].map((check) => ({
    what: "a cookie that is not honoured",
    check,
    failure: "pod-changes" as const,
    args: on({ honoursCookie: false, issuesCookie: "without a valid one" }),
    detail: /hello-0 \d+, hello-1 \d+, hello-2 \d+/,
    cause: /is set and sent back, and what picks the pod does not use it/,
  })),
  {
    what: "a virtual address in between",
    check: staysOverNewConnections,
    failure: "pod-changes",
    args: on(
      { honoursCookie: false },
      {
        service: {
          annotations: {
            ...traefikAnnotations,
            "traefik.ingress.kubernetes.io/service.nativelb": "true",
          },
        },
      },
    ),
    detail: /several pods answered/,
    cause: /service\.nativelb: "true" of the Service hello makes the controller see one server/,
  },
  {
    what: "no cookie",
    check: staysOverNewConnections,
    failure: "pod-changes",
    args: on({ issuesCookie: "never" }, { service: { annotations: {} } }),
    detail: /several pods answered/,
    cause: /No affinity at all/,
  },
  {
    what: "a new cookie with every answer",
    check: cookieIssuedOnce,
    failure: "cookie-replaced",
    args: on({ honoursCookie: false }),
    detail: /of the 13 responses that follow set "hello" anew, and other pods answer/,
    cause: /does not use it/,
  },
  {
    what: "an application with a cookie of that name",
    check: cookieIssuedOnce,
    failure: "cookie-replaced",
    args: on({ furtherCookies: ["hello=application; Path=/"] }),
    detail: /set "hello" anew/,
    cause: /the application itself sets a cookie of that name/,
  },
  {
    what: "an error on a cookie that names no pod",
    check: staleCookie,
    failure: "cookie-error",
    args: on({ failsOnUnknownCookie: true }),
    detail: /of a pod that is gone is answered with status 500/,
    cause: /fails on a cookie that it does not know/,
  },
  {
    what: "hashing where strong affinity is promised",
    check: staleCookie,
    failure: "cookie-not-replaced",
    args: on({ hashes: true }),
    detail: /without a fresh one/,
    cause: /consistent hashing/,
  },
  {
    what: "an error on a tampered cookie",
    check: tamperedCookie,
    failure: "cookie-error",
    args: on({ failsOnUnknownCookie: true }),
    detail: /a cookie empty is answered with status 500/,
    cause: /fails on a cookie/,
  },
  {
    what: "a pod without clients",
    check: clientsSpread,
    failure: "pod-without-clients",
    args: on({ unknownPods: ["hello-1"] }),
    detail: /hello-1 got none of 37 new clients/,
    cause: /A pod is ready and the controller sends it nothing/,
  },
  {
    what: "one cookie for all",
    check: clientsSpread,
    failure: "same-cookie-for-all",
    args: on({ cached: true }),
    detail: /all of 37 new clients get the same cookie/,
    cause: /cache/,
  },
  {
    what: "a path that goes its own way",
    check: otherPaths,
    failure: "path-on-another-pod",
    args: on({ ignoresCookieOnPaths: true }),
    detail: /\/sticky-session-verify is answered by another pod than \//,
    cause: /keeps a client at \/ and is not used at \/sticky-session-verify/,
  },
  {
    what: "a WebSocket that goes its own way",
    check: webSocket,
    failure: "websocket-on-another-pod",
    args: on({ ignoresCookieOnPaths: true }, { settings: { websocket: "/chat" } }),
    detail: /the WebSocket is on hello-\d, the client's pod is hello-\d/,
    cause: /takes another way/,
  },
  ...[otherPaths, webSocket].map((check): Broken => ({
    what: `a path on another port of the same Service (${check.id})`,
    check,
    failure: check === webSocket ? "websocket-on-another-pod" : "path-on-another-pod",
    args: on(
      { ignoresCookieOnPaths: true },
      {
        settings: { paths: ["/chat"], websocket: "/chat" },
        exposure: { spec: twoPorts },
      },
    ),
    detail: check === webSocket ? /the WebSocket is on/ : /\/chat is answered by another pod/,
    cause:
      /Ingress hello sends \/chat to port websocket of the Service hello and \/ to port 80: .*pathPorts/,
  })),
];
