import { annotations } from "../targets/annotations";
import type { Dialect } from "../dialect";
import { ingress } from "../exposedBy/ingress";
import { unsupported } from "../settings";

const title = "Azure's Application Gateway";
const prefix = "appgw.ingress.kubernetes.io";

/** The Application Gateway Ingress Controller (AGIC). */
export const azureApplicationGateway: Dialect = {
  id: "azure-application-gateway",
  title,
  platform: "kubernetes",
  ingressControllers: ["azure/application-gateway"],
  usualIngressClass: "azure-application-gateway",
  exposedBy: ingress,
  target: annotations({
    on: "ingress",
    key: `${prefix}/cookie-based-affinity`,
    base: {
      [`${prefix}/cookie-based-affinity`]: "true",
      // Else all backends of a host share one cookie and overwrite it.
      [`${prefix}/cookie-based-affinity-distinct-name`]: "true",
    },
    isOn: (found) => found[`${prefix}/cookie-based-affinity`] === "true",
  }),
  ownKeys: {
    [`${prefix}/cookie-based-affinity`]: "affinity.type",
    [`${prefix}/cookie-based-affinity-distinct-name`]: "affinity.type",
  },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "source",
  sources: [
    "Azure/application-gateway-kubernetes-ingress: pkg/annotations/ingress_annotations.go",
    "Azure/application-gateway-kubernetes-ingress: docs/annotations.md",
  ],
  caveats: [
    "The Application Gateway learns of a pod's end late, so that requests fail meanwhile: give the pods a long preStop sleep (Microsoft suggests 90 s).",
  ],
  terminations: ["none", "edge"],
  cookie: {
    name: unsupported(`${title} names the cookie itself, appgw-affinity- and a hash`),
    maxAgeSeconds: unsupported(`${title} cannot give the cookie a lifetime`),
    path: unsupported(`${title} cannot set the cookie's path`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: unsupported(`${title} cannot set Secure`),
    httpOnly: unsupported(`${title} cannot set HttpOnly`),
  },
};
