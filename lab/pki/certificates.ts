import { network } from "../network/network";
import type { Certificate } from "./certificate";

/** etcd's authority is one of its own: whoever it trusts can read and write the whole cluster. */
export const authorities = {
  cluster: "ca",
  etcd: "etcd-ca",
  /** For the API server when it asks an API of somebody else's on behalf of a user. */
  frontProxy: "front-proxy-ca",
  /** Stands for the one that signs the certificates of Services on OpenShift; here it signs none. */
  services: "service-ca",
  /** Whom Envoy Gateway gives all that its proxies need, which is the keys of certificates too. */
  envoyGateway: "envoy-gateway-ca",
  /** The same for Istio. */
  istio: "istio-ca",
} as const;

const { cluster, etcd, frontProxy, services, envoyGateway, istio } = authorities;

/** What Istio's gateway is in the cluster: the ServiceAccount that its Envoy is known by. */
export const istioGateway = { namespace: "istio-system", account: "lab-gateway" } as const;

/** A client of the API server; its kubeconfig is named like its certificate. */
export interface User {
  readonly name: string;
  readonly commonName: string;
  readonly organization?: string;
}

/** Who talks to the API server, each as itself, with the rights of its user or group only. */
export const users = {
  admin: { name: "admin", commonName: "sticky-session-lab-admin", organization: "system:masters" },
  controllerManager: {
    name: "kube-controller-manager",
    commonName: "system:kube-controller-manager",
  },
  scheduler: { name: "kube-scheduler", commonName: "system:kube-scheduler" },
  kubelet: {
    name: "kubelet",
    commonName: `system:node:${network.nodeName}`,
    organization: "system:nodes",
  },
  proxy: { name: "kube-proxy", commonName: "system:kube-proxy" },
  dns: { name: "coredns", commonName: "sticky-session-lab:coredns" },
  traefik: { name: "traefik", commonName: "sticky-session-lab:traefik" },
  haproxyIngress: { name: "haproxy-ingress", commonName: "sticky-session-lab:haproxy-ingress" },
  traefikIngressNginx: {
    name: "traefik-ingress-nginx",
    commonName: "sticky-session-lab:traefik-ingress-nginx",
  },
  contour: { name: "contour", commonName: "sticky-session-lab:contour" },
  envoyGateway: { name: "envoy-gateway", commonName: "sticky-session-lab:envoy-gateway" },
  istio: { name: "istio", commonName: "sticky-session-lab:istio" },
  router: { name: "router", commonName: "sticky-session-lab:router" },
} as const satisfies Record<string, User>;

/** What the API server is to the kubelet. */
export const kubeletClient = "sticky-session-lab:kube-apiserver";

/** Every certificate of the lab; authorities come before what they sign. */
export const certificates: readonly Certificate[] = [
  { name: cluster, commonName: "sticky-session lab" },
  { name: etcd, commonName: "sticky-session lab etcd" },
  { name: frontProxy, commonName: "sticky-session lab front proxy" },
  { name: services, commonName: "sticky-session lab services" },
  { name: envoyGateway, commonName: "sticky-session lab Envoy Gateway" },
  { name: istio, commonName: "sticky-session lab Istio" },
  {
    name: "etcd",
    commonName: "etcd",
    authority: etcd,
    usage: "both",
    names: ["localhost", network.loopback],
  },
  { name: "etcd-client", commonName: "kube-apiserver", authority: etcd, usage: "client" },
  {
    name: "kube-apiserver",
    commonName: "kube-apiserver",
    authority: cluster,
    usage: "server",
    names: [
      "kubernetes",
      "kubernetes.default",
      "kubernetes.default.svc",
      `kubernetes.default.svc.${network.clusterDomain}`,
      network.apiService,
      network.nodeAddress,
    ],
  },
  {
    name: "front-proxy-client",
    commonName: "front-proxy-client",
    authority: frontProxy,
    usage: "client",
  },
  {
    name: "control-plane",
    commonName: "control-plane",
    authority: cluster,
    usage: "server",
    names: ["localhost", network.loopback],
  },
  { name: "kubelet-client", commonName: kubeletClient, authority: cluster, usage: "client" },
  {
    name: "kubelet-server",
    commonName: `system:node:${network.nodeName}`,
    organization: "system:nodes",
    authority: cluster,
    usage: "server",
    names: [network.nodeName, network.nodeAddress],
  },
  {
    name: "ingress",
    commonName: "sticky-session lab ingress",
    authority: cluster,
    usage: "server",
    names: ["localhost", "*.localhost", network.loopback],
  },
  {
    name: "router-default",
    commonName: "sticky-session lab router",
    authority: cluster,
    usage: "server",
    names: ["localhost", "*.localhost", `*.${network.routeDomain}`, network.loopback],
  },
  {
    name: "envoy-gateway-xds",
    commonName: "envoy-gateway",
    authority: envoyGateway,
    usage: "server",
    names: ["localhost", network.loopback],
  },
  { name: "envoy-gateway-envoy", commonName: "envoy", authority: envoyGateway, usage: "client" },
  {
    name: "istio-xds",
    commonName: "istiod",
    authority: istio,
    usage: "server",
    names: ["localhost", network.loopback],
  },
  {
    name: "istio-envoy",
    commonName: "envoy",
    authority: istio,
    // As those of Istio's own authority are, and istiod wants.
    usage: "both",
    // Who it is to istiod, which gives it the Secrets that this ServiceAccount may list.
    names: [
      `spiffe://${network.clusterDomain}/ns/${istioGateway.namespace}/sa/${istioGateway.account}`,
    ],
  },
  ...Object.values(users).map((user): Certificate => ({
    ...user,
    authority: cluster,
    usage: "client",
  })),
];
