import { type Annotations, type Dialect, type Refusal, refuse } from "../dialect";

const prefix = "nginx.ingress.kubernetes.io";

/**
 * The community's ingress-nginx, retired in March 2026, for existing installations. It reads affinity
 * from the Ingress (internal/ingress/annotations/sessionaffinity and rootfs/etc/nginx/lua/balancer).
 */
export const ingressNginx: Dialect = {
  id: "ingress-nginx",
  title: "ingress-nginx",
  platform: "kubernetes",
  ingressControllers: ["k8s.io/ingress-nginx"],
  usualIngressClass: "nginx",
  carrier: "ingress",
  promises: { affinity: "strong", reissuesAfterPodLoss: true, keepsTerminatingPods: false },
  base: {
    [`${prefix}/affinity`]: "cookie",
    // The default mode, balanced, hashes: growing the set of pods would move clients.
    [`${prefix}/affinity-mode`]: "persistent",
    // Else a pod that is dead and still listed is tried again and again, for a 502 each time.
    [`${prefix}/session-cookie-change-on-failure`]: "true",
  },
  off: {},
  terminations: ["none", "edge"],
  cookie: {
    name: (name) => ({ [`${prefix}/session-cookie-name`]: name }),
    maxAgeSeconds: (seconds) => ({ [`${prefix}/session-cookie-max-age`]: String(seconds) }),
    // Always given: its own default is the path of the Ingress rule, so that two paths would get two pods.
    path: (path) => ({ [`${prefix}/session-cookie-path`]: path }),
    domain: (domain) => ({ [`${prefix}/session-cookie-domain`]: domain }),
    sameSite: (sameSite) => ({ [`${prefix}/session-cookie-samesite`]: sameSite }),
    secure: (secure, { tls }): Annotations | Refusal => {
      if (secure) {
        return { [`${prefix}/session-cookie-secure`]: "true" };
      }
      return tls === "none"
        ? {}
        : refuse(
            "ingress-nginx makes the cookie Secure wherever it serves https",
            "true, or unset",
          );
    },
    httpOnly: (httpOnly) =>
      httpOnly
        ? {}
        : refuse("ingress-nginx makes the cookie HttpOnly in any case", "true, or unset"),
  },
};
