import { annotations } from "../targets/annotations";
import type { Dialect } from "../dialect";
import { ingress } from "../exposedBy/ingress";
import { fixed, text, unsupported } from "../settings";

const title = "HAProxy Technologies' controller";
const key = "haproxy.org/cookie-persistence";

/**
 * The Kubernetes Ingress Controller of HAProxy Technologies. The annotation's value is the cookie's name.
 * It stands on the Service: releases after 3.2 no longer read it from the Ingress.
 */
export const haproxyTechnologies: Dialect = {
  id: "haproxytech",
  title,
  platform: "kubernetes",
  ingressControllers: ["haproxy.org/ingress-controller"],
  usualIngressClass: "haproxy",
  exposedBy: ingress,
  target: annotations({
    on: "service",
    key,
    isOn: (found) => (found[key] ?? "") !== "",
  }),
  ownKeys: { [key]: "affinity.cookie.name", [`${key}-no-dynamic`]: "affinity.type" },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: false,
  },
  podUpdates: {
    seconds: 5,
    setting: "--sync-period 5s",
    source: "haproxytech/kubernetes-ingress: documentation/controller.md",
  },
  verified: "source",
  sources: [
    "haproxytech/kubernetes-ingress: documentation/annotations.md",
    "haproxytech/kubernetes-ingress: pkg/annotations/service/cookie.go, pkg/service/service.go",
  ],
  terminations: ["none", "edge"],
  cookie: {
    name: text(key),
    maxAgeSeconds: unsupported(`${title} cannot give the cookie a lifetime`),
    path: fixed<string>("/", `${title} cannot set another cookie path than /`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: fixed<boolean>(false, `${title} cannot make the cookie Secure`),
    httpOnly: fixed<boolean>(false, `${title} cannot make the cookie HttpOnly`),
  },
};
