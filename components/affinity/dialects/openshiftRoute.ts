import { type Dialect, type Refusal, refuse } from "../dialect";

/**
 * OpenShift's own router, which reads the Route. Its affinity is on without being asked, on plain http
 * too (openshift/router, images/router/haproxy/conf/haproxy-config.template).
 */
export const openshiftRoute: Dialect = {
  id: "openshift-route",
  title: "The OpenShift router",
  platform: "openshift",
  ingressControllers: [],
  carrier: "route",
  promises: { affinity: "strong", reissuesAfterPodLoss: true, keepsTerminatingPods: false },
  base: {},
  terminations: ["none", "edge", "reencrypt"],
  cookie: {
    name: (name) => ({ "router.openshift.io/cookie_name": name }),
    maxAgeSeconds: () => cannot("give the cookie a lifetime: it ends with the browser", "unset"),
    path: (path) => (path === "/" ? {} : cannot("set another cookie path than /", "/, or unset")),
    domain: () => cannot("set a cookie domain", "unset"),
    sameSite: (sameSite, { tls }) =>
      tls === "none"
        ? cannot("set SameSite on a Route without TLS", "unset; any value with TLS")
        : { "router.openshift.io/cookie-same-site": sameSite },
    secure: (secure, { tls }) => {
      if (secure === (tls !== "none")) {
        return {};
      }
      return secure
        ? cannot("make the cookie of a Route without TLS Secure", "false, or unset; true with TLS")
        : cannot("leave Secure off the cookie of a Route with TLS", "true, or unset");
    },
    httpOnly: (httpOnly) =>
      httpOnly ? {} : cannot("leave HttpOnly off the cookie", "true, or unset"),
  },
};

function cannot(what: string, allowed: string): Refusal {
  return refuse(`the OpenShift router cannot ${what}`, allowed);
}
