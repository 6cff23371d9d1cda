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
    alternatives: "nginx-gateway-fabric-plus with NGINX Plus; f5-nginx",
    instead: "f5-nginx",
    sources: ["nginx/nginx-gateway-fabric: docs/proposals/session-persistence.md"],
  },
  {
    id: "traefik-gateway",
    title: "Traefik's Gateway API provider",
    ingressControllers: [],
    reason:
      "Traefik's Gateway API provider accepts a route with sessionPersistence and sets no cookie (traefik#12537)",
    alternatives: "traefik, which reads the same cookie from the Service of an Ingress",
    instead: "traefik",
    sources: ["traefik/traefik: pkg/provider/kubernetes/gateway; pull request 12537"],
  },
  {
    id: "haproxy-unified-gateway",
    title: "HAProxy Unified Gateway",
    ingressControllers: [],
    reason:
      "HAProxy Unified Gateway does not read sessionPersistence yet (haproxytech/haproxy-unified-gateway#5)",
    alternatives: "haproxytech or haproxy-ingress, which have HAProxy's cookies by Ingress",
    instead: "haproxytech",
    sources: ["haproxytech/haproxy-unified-gateway: issue 5"],
  },
  {
    id: "apisix",
    title: "Apache APISIX",
    ingressControllers: ["apisix.apache.org/apisix-ingress-controller"],
    reason:
      "Apache APISIX can hash a cookie that the application itself sets, and sets none: clients without it are hashed by their address",
    alternatives: "another controller beside it, such as traefik",
    instead: "traefik",
    sources: ["apache/apisix: apisix/balancer/chash.lua, fetch_chash_hash_key"],
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
    id: "emissary",
    title: "Emissary-ingress",
    ingressControllers: ["getambassador.io/ingress-controller"],
    reason:
      "Emissary-ingress has no affinity for an Ingress: a Mapping can hash a cookie (load_balancer, with a KubernetesEndpointResolver), which this program does not write",
    alternatives: "another controller beside it, such as traefik",
    instead: "traefik",
    sources: ["emissary-ingress/emissary: docs, Load balancing"],
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
