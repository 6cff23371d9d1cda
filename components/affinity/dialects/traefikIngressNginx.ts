import { annotations } from "../targets/annotations";
import type { Dialect } from "../dialect";
import { ingress } from "../exposedBy/ingress";
import { ingressNginxKeys } from "./ingressNginx";
import { fixed, flag, sameSite, seconds, text } from "../settings";

const prefix = "nginx.ingress.kubernetes.io";
const title = "Traefik's ingress-nginx provider";

/**
 * Traefik's `kubernetesIngressNGINX` provider, which reads ingress-nginx's annotations from the Ingress, not
 * all of them and some with another default. It always names one pod; `affinity-mode` is not read.
 */
export const traefikIngressNginx: Dialect = {
  id: "traefik-ingress-nginx",
  title,
  platform: "kubernetes",
  ingressControllers: ["k8s.io/ingress-nginx"],
  usualIngressClass: "nginx",
  exposedBy: ingress,
  target: annotations({
    on: "ingress",
    key: `${prefix}/affinity`,
    base: { [`${prefix}/affinity`]: "cookie" },
    isOn: (found) => found[`${prefix}/affinity`] === "cookie",
  }),
  ownKeys: ingressNginxKeys,
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: true,
  },
  podUpdates: {
    seconds: 2,
    setting: "providers.providersThrottleDuration 2s",
    source: "traefik/traefik: cmd/configuration.go",
  },
  verified: "live",
  seenLive: { version: "3.7.15", date: "2026-11-28" },
  versions: { since: "3.5", why: "earlier releases have no such provider" },
  sources: ["traefik/traefik: pkg/provider/kubernetes/ingress-nginx/{annotations,kubernetes}.go"],
  terminations: ["none", "edge"],
  cookie: {
    name: text(`${prefix}/session-cookie-name`, () => "INGRESSCOOKIE"),
    // Never session-cookie-expires: up to 3.7.12 cookies are born expired (traefik#13485, mended by 13496).
    maxAgeSeconds: seconds(`${prefix}/session-cookie-max-age`),
    path: text(`${prefix}/session-cookie-path`, () => "/"),
    domain: text(`${prefix}/session-cookie-domain`),
    sameSite: sameSite(`${prefix}/session-cookie-samesite`),
    secure: flag(`${prefix}/session-cookie-secure`, false),
    httpOnly: fixed<boolean>(true, `${title} makes the cookie HttpOnly in any case`),
  },
};
