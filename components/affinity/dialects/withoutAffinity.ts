import type { WithoutAffinity } from "../dialect";

/** Controllers that keep no client on its pod by a cookie, each with the way out. */
export const withoutAffinity: readonly WithoutAffinity[] = [
  {
    id: "cilium",
    title: "Cilium's Ingress controller",
    ingressControllers: ["cilium.io/ingress-controller"],
    reason:
      "Cilium's Ingress controller has no cookie affinity, and its maintainers don't expect to add it (cilium#33440)",
    alternatives:
      "another controller beside it; gateway-api with a Cilium whose Gateway API has sessionPersistence (cilium#48029)",
    instead: "gateway-api",
    sources: ["cilium/cilium: issue 33440, pull request 48029"],
  },
  {
    id: "service",
    title: "A Service alone",
    ingressControllers: [],
    reason:
      "a Service knows clients by their address only (sessionAffinity: ClientIP), so that all behind one proxy or NAT share a pod",
    alternatives: "a controller in front of the Service that sets a cookie",
    instead: "traefik",
    sources: ["kubernetes/kubernetes: Service spec.sessionAffinity"],
  },
  {
    id: "f5-nginx-before-5.4",
    title: "F5 NGINX Ingress Controller before 5.4, open source",
    ingressControllers: ["nginx.org/ingress-controller"],
    reason:
      "F5 NGINX Ingress Controller before 5.4 has cookie affinity with NGINX Plus alone: nginx itself has it since 1.29.6",
    alternatives: "f5-nginx with 5.4.0 or later; f5-nginx-plus with NGINX Plus",
    instead: "f5-nginx",
    sources: ["nginx/kubernetes-ingress: release 5.4.0, internal/k8s/validation.go"],
  },
];
