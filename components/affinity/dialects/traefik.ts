import type { Dialect } from "../dialect";

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/**
 * Traefik 3 with its `kubernetesIngress` provider. It reads affinity from the Service, not from the
 * Ingress (its reference, routing-configuration/kubernetes/ingress, "On Service").
 */
export const traefik: Dialect = {
  id: "traefik",
  title: "Traefik",
  platform: "kubernetes",
  ingressControllers: ["traefik.io/ingress-controller"],
  usualIngressClass: "traefik",
  carrier: "service",
  promises: {
    affinity: "strong",
    reissuesAfterPodLoss: true,
    // Since 3.3.0: endpoints that are serving though terminating (pkg/provider/kubernetes/ingress).
    keepsTerminatingPods: true,
  },
  base: { [sticky]: "true" },
  off: {},
  terminations: ["none", "edge"],
  cookie: {
    name: (name) => ({ [`${sticky}.name`]: name }),
    maxAgeSeconds: (seconds) => ({ [`${sticky}.maxage`]: String(seconds) }),
    path: (path) => ({ [`${sticky}.path`]: path }),
    domain: (domain) => ({ [`${sticky}.domain`]: domain }),
    sameSite: (sameSite) => ({ [`${sticky}.samesite`]: sameSite.toLowerCase() }),
    secure: (secure) => ({ [`${sticky}.secure`]: String(secure) }),
    httpOnly: (httpOnly) => ({ [`${sticky}.httponly`]: String(httpOnly) }),
  },
};
