import { deployed, type Row, unknown } from "../row";
import { byConnection } from "../servers/byConnection";
import { clientTable } from "../servers/clientTable";
import { constantCookie } from "../servers/constantCookie";
import { ownKeys } from "../servers/ownKeys";
import { rollingValue } from "../servers/rollingValue";
import { severalOwnCookies } from "../servers/severalOwnCookies";
import { twoServices } from "../servers/twoServices";
import { staysNowhere, withCookie, withNewCookies, withoutCookie } from "./expected";

const perConnection = /the pod is picked once for each connection/;
const notUsed = /is set and sent back, and what picks the pod does not use it/;
const virtualAddress =
  /service-upstream: "True" of the Ingress hello makes the controller see one server.*kubectl annotate ingress hello --namespace shop nginx\S+service-upstream-$/;

/** Clients do not stay: what fails, and why. */
export const notSticky: readonly Row[] = [
  {
    what: "a cookie that nobody looks at",
    args: unknown({ honoursCookie: false }),
    fails: withNewCookies(notUsed),
  },
  {
    what: "replicas of the controller with keys of their own",
    args: unknown({ scheme: ownKeys }),
    fails: withNewCookies(/several replicas of the controller do not know each other's cookies/),
  },
  {
    what: "two Services behind one URL with one cookie name",
    args: unknown({ scheme: twoServices("at one URL") }),
    fails: withNewCookies(
      /Only some of the answers use the cookie "hello".*never by (hello|web)-\d.*Several Services/,
    ),
  },
  {
    what: "a Service at another path with the same cookie name",
    args: unknown(
      { scheme: twoServices("at a path") },
      { settings: { paths: ["/other"] }, replicas: 3 },
    ),
    fails: {
      "other-paths-share-the-pod": {
        failure: "path-on-another-pod",
        cause:
          /Another Service serves \/other: web-0, web-1, web-2 answer there, and hello-0, hello-1, hello-2 at \/\. Both call their cookie "hello"/,
      },
    },
  },
  {
    what: "a value that rolls to another pod",
    args: unknown({ scheme: rollingValue("another pod") }),
    fails: withNewCookies(/keeps a client that sends the same one each time/),
  },
  {
    what: "a proxy that picks once for a connection",
    args: unknown({ scheme: byConnection }),
    fails: {
      "stays-over-new-connections": { failure: "pod-changes", cause: perConnection },
      "stays-under-concurrency": { failure: "pod-changes", cause: perConnection },
      "stale-cookie-replaced": { failure: "cookie-leads-nowhere", cause: perConnection },
      "tampered-cookie-replaced": { failure: "cookie-leads-nowhere", cause: perConnection },
      "other-paths-share-the-pod": { failure: "path-on-another-pod", cause: perConnection },
    },
  },
  {
    what: "no cookie at all",
    args: unknown({ issuesCookie: "never" }),
    fails: withoutCookie(/--service NAMESPACE\/NAME looks at the objects/),
  },
  {
    what: "a cookie of the application that is the same for all, and no affinity",
    args: deployed(
      "traefik",
      { scheme: constantCookie },
      { cookie: {} },
      { affinity: null, service: { annotations: {} } },
    ),
    fails: {
      ...withCookie(/No affinity at all is asked for/),
      "clients-spread": {
        failure: "same-cookie-for-all",
        cause: /No affinity at all is asked for/,
      },
    },
  },
  {
    what: "several cookies of the application that keep nobody",
    args: unknown({ scheme: severalOwnCookies }),
    fails: {
      ...staysNowhere(/Affinity is off/),
      "cookie-set": { failure: "cookie-keeps-nobody", cause: /Affinity is off/ },
    },
  },
  {
    what: "a pod that takes one request at a time",
    args: unknown({ busyAt: 1, replicas: 2 }),
    fails: {
      "stays-under-concurrency": {
        failure: "pod-changes",
        cause: /not when several are under way at once: a limit of connections/,
      },
    },
  },
  {
    what: "the Service's own address behind the controller",
    args: deployed(
      "ingress-nginx",
      { honoursCookie: false },
      { cookie: {} },
      { alsoAnnotated: { "nginx.ingress.kubernetes.io/service-upstream": "True" } },
    ),
    fails: {
      "objects-as-described": { failure: "affinity-turned-off", cause: virtualAddress },
      ...withNewCookies(virtualAddress),
    },
  },
  {
    what: "hashing where the cookie has to name a pod",
    args: deployed("ingress-nginx", { hashes: true }),
    fails: {
      "stale-cookie-replaced": {
        failure: "cookie-not-replaced",
        cause: /consistent hashing.*affinity-mode=persistent/,
      },
    },
  },
  {
    what: "clients that are kept by something else than the cookie of the description",
    args: deployed("traefik", { alwaysFirstPod: true, honoursCookie: false }),
    fails: {
      "varies-without-cookie": {
        failure: "pod-does-not-vary",
        cause: /told apart by their address/,
      },
      "clients-spread": { failure: "same-cookie-for-all", cause: /told apart by their address/ },
    },
  },
  {
    what: "a server that forgets a client who is silent",
    args: unknown(
      { scheme: clientTable({ forgetsAfter: 4_000 }) },
      { settings: { holdSeconds: 4.5 } },
    ),
    fails: {
      "late-visit": { failure: "cookie-forgotten", cause: /who answers has forgotten/ },
    },
  },
  {
    what: "a server that keeps a client for its first 60 requests",
    args: unknown({ scheme: clientTable({ keepsFor: 60 }) }),
    fails: {
      "long-visit": {
        failure: "client-left-after-many-requests",
        cause: /for a number of requests only/,
      },
    },
  },
  {
    what: "a cookie that ends before the client comes back",
    args: unknown({ cookieAttributes: "; Path=/; Max-Age=4" }, { settings: { holdSeconds: 4.5 } }),
    fails: {
      "late-visit": { failure: "cookie-forgotten", cause: /ends after 4 s \(its Max-Age/ },
    },
  },
  {
    what: "an error for a cookie that names no pod",
    args: unknown({ failsOnUnknownCookie: true }),
    fails: {
      "stale-cookie-replaced": { failure: "cookie-error", cause: /fails on a cookie/ },
      "tampered-cookie-replaced": { failure: "cookie-error", cause: /fails on a cookie/ },
    },
  },
  {
    what: "a cache that hands out one answer",
    args: unknown({ cached: true }),
    fails: {
      "varies-without-cookie": { failure: "pod-does-not-vary", cause: /from a cache/ },
      "clients-spread": { failure: "same-cookie-for-all", cause: /from a cache/ },
    },
  },
  {
    what: "the application's cookie of the same name",
    args: unknown({ furtherCookies: ["hello=application; Path=/"] }),
    fails: {
      ...withNewCookies(/the application itself sets a cookie of that name/),
      "clients-spread": {
        failure: "same-cookie-for-all",
        cause: /the application itself sets a cookie of that name/,
      },
    },
  },
];
