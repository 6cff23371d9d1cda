import { join } from "node:path";

import { stringify } from "yaml";

import { hostPort, listeners, network } from "../network/network";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { processService } from "./processService";

const configurationFile = join(stateFiles.configuration, "kube-proxy.yaml");

const proxyConfiguration = stringify({
  apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
  kind: "KubeProxyConfiguration",
  mode: "iptables",
  clientConnection: { kubeconfig: kubeconfigFile(users.proxy) },
  hostnameOverride: network.nodeName,
  clusterCIDR: network.podSubnet,
  healthzBindAddress: hostPort(listeners.proxyHealth),
  metricsBindAddress: hostPort(listeners.proxyMetrics),
  // It would set route_localnet for the whole machine.
  iptables: { localhostNodePorts: false },
  // Zero leaves the machine's settings of conntrack alone.
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
  // A negative value needs CAP_SYS_RESOURCE.
  oomScoreAdj: 0,
});

/** Makes the addresses of Services work; its chains are removed with the service `firewall`. */
export const kubeProxy = processService({
  name: "kube-proxy",
  describe: "makes Service addresses work",
  needs: ["kube-apiserver", "firewall"],
  address: hostPort(listeners.proxyHealth),
  version: ({ versions }) => versions.kubernetes,
  command: ({ kubernetes }) => ({
    program: kubernetes,
    args: ["kube-proxy", `--config=${configurationFile}`],
    files: { [configurationFile]: proxyConfiguration },
  }),
  missing: () => missingAt(`http://${hostPort(listeners.proxyHealth)}/livez`),
});
