import type { WithoutAffinity } from "../dialect";

/** Controllers that keep no client on its pod by a cookie, each with the alternatives. */
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
    id: "nginx-gateway-fabric",
    title: "NGINX Gateway Fabric",
    ingressControllers: [],
    reason:
      "NGINX Gateway Fabric has sessionPersistence with NGINX Plus and experimental features alone; without them it ignores it",
    alternatives: "gateway-api with NGINX Plus and gwAPIExperimentalFeatures.enable; f5-nginx",
    instead: "f5-nginx",
    sources: ["nginx/nginx-gateway-fabric: docs/proposals/session-persistence.md"],
  },
  {
    id: "gke-gateway",
    title: "GKE's Gateway controller",
    ingressControllers: [],
    reason:
      "GKE's Gateway controller ignores sessionPersistence; it has affinity by its own GCPBackendPolicy, which this program does not write yet",
    alternatives: "gke-ingress; another controller",
    instead: "gke-ingress",
    sources: ["GoogleCloudPlatform/gke-gateway-api: GCPBackendPolicy spec.default.sessionAffinity"],
  },
  {
    id: "oci-native-ingress",
    title: "OCI's native ingress controller",
    ingressControllers: ["oci.oraclecloud.com/native-ingress-controller"],
    reason:
      "OCI's native ingress controller has cookie persistence by annotations of its own, which this program does not write yet",
    alternatives: "another controller in the cluster, such as traefik",
    instead: "traefik",
    sources: [
      "Oracle: Configuring the OCI Native Ingress Controller, Cookie-Based Session Persistence",
    ],
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
