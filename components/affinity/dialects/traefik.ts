import { annotations } from "../targets/annotations";
import type { Dialect } from "../dialect";
import type { NativeSettings } from "../setting";
import { ingress } from "../exposedBy/ingress";
import { flag, sameSite, seconds, text } from "../settings";

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/**
 * Any of the cookie's settings turns it on, as `service.sticky.cookie` itself does; each value but true of that one and of
 * `service.sticky` turns it off (traefik/paerser: parser/nodes_metadata.go, `Disabled`).
 */
function isOn(found: NativeSettings): boolean {
  const isTrue = (key: string): boolean => /^(true)?$/i.test(found[key] ?? "");
  const isThere = Object.keys(found).some((key) => key === sticky || key.startsWith(`${sticky}.`));
  return isThere && isTrue(sticky) && isTrue("traefik.ingress.kubernetes.io/service.sticky");
}

/**
 * Traefik 3 with its `kubernetesIngress` provider. It reads affinity from the Service, not from the
 * Ingress.
 */
export const traefik: Dialect = {
  id: "traefik",
  title: "Traefik",
  platform: "kubernetes",
  ingressControllers: ["traefik.io/ingress-controller"],
  usualIngressClass: "traefik",
  exposedBy: ingress,
  target: annotations({
    on: "service",
    key: sticky,
    base: { [sticky]: "true" },
    isOn,
  }),
  ownKeys: {
    [sticky]: "affinity.type",
    [`${sticky}.name`]: "affinity.cookie.name",
    [`${sticky}.maxage`]: "affinity.cookie.maxAgeSeconds",
    [`${sticky}.path`]: "affinity.cookie.path",
    [`${sticky}.domain`]: "affinity.cookie.domain",
    [`${sticky}.samesite`]: "affinity.cookie.sameSite",
    [`${sticky}.secure`]: "affinity.cookie.secure",
    [`${sticky}.httponly`]: "affinity.cookie.httpOnly",
    // One server, the Service's own address, behind which kube-proxy picks the pod.
    "traefik.ingress.kubernetes.io/service.nativelb": "affinity.type",
    "traefik.ingress.kubernetes.io/service.nodeportlb": "affinity.type",
  },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    // Since 3.3.0: endpoints that are serving though terminating (pkg/provider/kubernetes/ingress).
    keepsTerminatingPods: true,
  },
  podUpdates: {
    seconds: 2,
    setting: "providers.providersThrottleDuration 2s",
    source: "traefik/traefik: cmd/configuration.go",
  },
  verified: "live",
  seenLive: { version: "3.7.15", date: "2026-11-28" },
  versions: {
    since: "3.3",
    why: "earlier releases move the clients of a terminating pod at once",
  },
  sources: [
    "traefik/traefik: docs/content/reference/routing-configuration/kubernetes/ingress.md, “On Service”",
    "traefik/traefik: pkg/server/service/loadbalancer/sticky.go, pkg/provider/kubernetes/ingress",
  ],
  // Seen with 3.7.15, which has the setting and leaves it off.
  wholeSegmentsBy: "providers.kubernetesIngress.strictPrefixMatching",
  terminations: ["none", "edge"],
  cookie: {
    name: text(`${sticky}.name`),
    maxAgeSeconds: seconds(`${sticky}.maxage`),
    path: text(`${sticky}.path`, () => "/"),
    domain: text(`${sticky}.domain`),
    sameSite: sameSite(`${sticky}.samesite`, (value) => value.toLowerCase()),
    secure: flag(`${sticky}.secure`, false),
    httpOnly: flag(`${sticky}.httponly`, false),
  },
};
