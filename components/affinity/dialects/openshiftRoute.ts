import { type Dialect, type Refusal, refuse } from "../dialect";
import { isHttpsOnly } from "../exposure";

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
  off: { "haproxy.router.openshift.io/disable_cookies": "true" },
  terminations: ["none", "edge", "reencrypt"],
  cookie: {
    name: (name) => ({ "router.openshift.io/cookie_name": name }),
    maxAgeSeconds: () => cannot("give the cookie a lifetime: it ends with the browser", "unset"),
    path: (path) => (path === "/" ? {} : cannot("set another cookie path than /", "/, or unset")),
    domain: () => cannot("set a cookie domain", "unset"),
    sameSite: (sameSite, exposure) =>
      isHttpsOnly(exposure)
        ? { "router.openshift.io/cookie-same-site": sameSite }
        : cannot(
            "set SameSite on a Route that serves plain http",
            "unset; any value with TLS and no plain http beside it",
          ),
    secure: (secure, exposure) => {
      if (secure === isHttpsOnly(exposure)) {
        return {};
      }
      return secure
        ? cannot(
            "make the cookie of a Route that serves plain http Secure",
            "false, or unset; true with TLS and no plain http beside it",
          )
        : cannot("leave Secure off the cookie of a Route with TLS", "true, or unset");
    },
    httpOnly: (httpOnly) =>
      httpOnly ? {} : cannot("leave HttpOnly off the cookie", "true, or unset"),
  },
};

function cannot(what: string, allowed: string): Refusal {
  return refuse(`the OpenShift router cannot ${what}`, allowed);
}
