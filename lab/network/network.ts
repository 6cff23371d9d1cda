import type { Addon } from "../addons";

/** The names and addresses of the lab's network. */
export const network = {
  bridge: "sticky0",
  podSubnet: "10.244.0.0/24",
  /** The bridge's own address: what pods reach the API server, the kubelet and DNS by. */
  nodeAddress: "10.244.0.1",
  serviceSubnet: "10.96.0.0/16",
  apiService: "10.96.0.1",
  dnsService: "10.96.0.10",
  clusterDomain: "cluster.local",
  nodeName: "sticky-session-lab",
  /** Of the hosts that Routes get which ask for none. */
  routeDomain: "apps.localhost",
  loopback: "127.0.0.1",
} as const;

/** One port that a process of the lab listens on. */
export interface Listener {
  /** 0.0.0.0 is each address of the machine. */
  readonly address: string;
  readonly port: number;
  /** `@default` "tcp" only */
  readonly udp?: true;
  /** The addon whose port it is, where that may stand in the way of others on the machine. `@default` every lab's */
  readonly addon?: Addon;
}

/** A port that Envoy Gateway has on every address of the machine, and that no setting of it changes. */
const envoyGateway = (port: number) =>
  ({ address: "0.0.0.0", port, addon: "envoy-gateway" }) as const;

/**
 * Every port of the lab. Apart from http and https, and Envoy Gateway's, none is a port that these
 * programs use by default, so that a cluster or an etcd of the user's does not stand in the way.
 */
export const listeners = {
  etcdClient: { address: network.loopback, port: 16379 },
  etcdPeer: { address: network.loopback, port: 16380 },
  apiServer: { address: network.nodeAddress, port: 16443 },
  controllerManager: { address: network.loopback, port: 16257 },
  scheduler: { address: network.loopback, port: 16259 },
  kubelet: { address: network.nodeAddress, port: 16250 },
  kubeletHealth: { address: network.loopback, port: 16248 },
  proxyHealth: { address: network.loopback, port: 16256 },
  proxyMetrics: { address: network.loopback, port: 16249 },
  dns: { address: network.nodeAddress, port: 16253, udp: true },
  dnsReady: { address: network.loopback, port: 16281 },
  http: { address: network.loopback, port: 80 },
  https: { address: network.loopback, port: 443 },
  traefikHealth: { address: network.loopback, port: 16280 },
  haproxyIngressHttp: { address: "127.0.0.2", port: 80 },
  haproxyIngressHttps: { address: "127.0.0.2", port: 443 },
  haproxyIngressHealth: { address: network.loopback, port: 16286 },
  haproxyIngressStats: { address: network.loopback, port: 16287 },
  haproxyIngressController: { address: network.loopback, port: 16285 },
  traefikIngressNginxHttp: { address: "127.0.0.3", port: 80 },
  traefikIngressNginxHttps: { address: "127.0.0.3", port: 443 },
  traefikIngressNginxHealth: { address: network.loopback, port: 16288 },
  contourHttp: { address: "127.0.0.4", port: 80 },
  contourHttps: { address: "127.0.0.4", port: 443 },
  contourXds: { address: network.loopback, port: 16292 },
  contourHealth: { address: network.loopback, port: 16293 },
  contourMetrics: { address: network.loopback, port: 16294 },
  contourDebug: { address: network.loopback, port: 16295 },
  contourEnvoyStats: { address: network.loopback, port: 16296 },
  contourEnvoyAdmin: { address: network.loopback, port: 16297 },
  envoyGatewayHttp: { address: "127.0.0.5", port: 80 },
  envoyGatewayHttps: { address: "127.0.0.5", port: 443 },
  envoyGatewayAdmin: { address: network.loopback, port: 16298 },
  envoyGatewayXds: envoyGateway(18000),
  envoyGatewayHealth: envoyGateway(8081),
  envoyGatewayEnvoyReady: envoyGateway(19003),
  istioHttp: { address: "127.0.0.6", port: 80 },
  istioHttps: { address: "127.0.0.6", port: 443 },
  istioXds: { address: network.loopback, port: 16299 },
  istioHealth: { address: network.loopback, port: 16300 },
  istioMetrics: { address: network.loopback, port: 16301 },
  istioControl: { address: network.loopback, port: 16302 },
  istioEnvoyReady: { address: network.loopback, port: 16303 },
  haproxyHealth: { address: network.loopback, port: 16282 },
  routerReady: { address: network.loopback, port: 16283 },
} as const satisfies Record<string, Listener>;

/** `address:port`, as programs take and show it. */
export function hostPort({ address, port }: Listener): string {
  return `${address}:${port}`;
}
