import type { Dialect } from "../dialect";
import { httpProxy, makeHttpProxies } from "../exposedBy/httpProxy";
import { listAt, objectsOf, type PlainObject, textAt } from "../objects";
import { namesService } from "../ownKinds";
import { fixed, unsupported } from "../settings";

const title = "Contour";

/** The routes of all hosts that lead to the Service; all that there are where it is not known. */
function routesTo(objects: readonly PlainObject[]): readonly unknown[] {
  const routes = objectsOf(objects, "HTTPProxy").flatMap((proxy) =>
    listAt(proxy, "spec", "routes"),
  );
  const own = routes.filter((route) =>
    listAt(route, "services").some((service) => namesService(textAt(service, "name"), objects)),
  );
  return objects.some(({ kind }) => kind === "Service") ? own : routes;
}

/** Contour, whose Ingresses can have no affinity: it takes an HTTPProxy instead. Its cookie is fixed in every detail. */
export const contour: Dialect = {
  id: "contour",
  title,
  platform: "kubernetes",
  // It compares the class's name; a string in an IngressClass is only a convention.
  ingressControllers: [],
  exposedBy: httpProxy,
  target: {
    object: "HTTPProxy",
    key: "spec.routes[].loadBalancerPolicy.strategy",
    write: (native, application) => ({
      objects: makeHttpProxies(
        application,
        native === undefined ? {} : { loadBalancerPolicy: { strategy: "Cookie" } },
      ),
    }),
    read: (objects) => {
      const routes = routesTo(objects);
      const isSticky = (route: unknown) =>
        textAt(route, "loadBalancerPolicy", "strategy") === "Cookie";
      return routes.length > 0 && routes.every(isSticky) ? {} : undefined;
    },
  },
  ownKeys: {},
  promises: {
    affinity: "hash",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  podUpdates: {
    seconds: 0.5,
    setting: "HoldoffMaxDelay 500ms",
    source: "projectcontour/contour: cmd/contour/serve.go",
  },
  verified: "live",
  seenLive: { version: "1.33.8", date: "2026-11-28" },
  sources: [
    "projectcontour/contour: internal/dag/policy.go, internal/envoy/v3/route.go",
    "envoyproxy/envoy: source/common/router/router.h, addDownstreamSetCookie",
  ],
  install: "kubectl apply -f https://projectcontour.io/quickstart/contour.yaml",
  terminations: ["none", "edge"],
  cookie: {
    name: fixed<string>(
      "X-Contour-Session-Affinity",
      `${title} calls its cookie X-Contour-Session-Affinity`,
    ),
    maxAgeSeconds: unsupported(`${title} cannot give the cookie a lifetime`),
    path: fixed<string>("/", `${title} cannot set another cookie path than /`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: fixed<boolean>(false, `${title} cannot make the cookie Secure`),
    httpOnly: fixed<boolean>(true, `${title} makes the cookie HttpOnly in any case`),
  },
};
