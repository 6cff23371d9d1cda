/** Controllers that a lab for Kubernetes can run beside its own, each on an address of its own. */
export const addons = [
  "haproxy-ingress",
  "traefik-ingress-nginx",
  "contour",
  "envoy-gateway",
  "istio",
] as const;
export type Addon = (typeof addons)[number];
