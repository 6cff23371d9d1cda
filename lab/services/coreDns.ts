import { readFileSync } from "node:fs";
import { join } from "node:path";

import { hostPort, listeners, network } from "../network/network";
import { users } from "../pki/certificates";
import { contextName, kubeconfigFile } from "../pki/kubeconfig";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import type { KubernetesObject } from "./service";
import { processService } from "./processService";
import { clusterRole, clusterRoleBinding } from "./rbac";

const { address, port } = listeners.dns;
const { commonName } = users.dns;
const configurationFile = join(stateFiles.configuration, "Corefile");
const machineResolver = "/etc/resolv.conf";

const serviceName = "kube-dns";
const namespace = "kube-system";
const protocols = ["UDP", "TCP"] as const;

/** Pods ask the address of a Service, behind which is no pod but a process of the machine. */
const manifests: readonly KubernetesObject[] = [
  clusterRole(commonName, [
    { apiGroups: [""], resources: ["services", "pods", "namespaces"], verbs: ["list", "watch"] },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: serviceName, namespace },
    spec: {
      clusterIP: network.dnsService,
      ports: protocols.map((protocol) => ({
        name: protocol.toLowerCase(),
        protocol,
        port: 53,
        targetPort: port,
      })),
    },
  },
  {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: serviceName,
      namespace,
      labels: {
        "kubernetes.io/service-name": serviceName,
        "endpointslice.kubernetes.io/managed-by": "sticky-session-lab",
      },
    },
    addressType: "IPv4",
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: protocols.map((protocol) => ({ name: protocol.toLowerCase(), protocol, port })),
  },
];

/** The cluster's DNS. */
export const coreDns = processService({
  name: "coredns",
  describe: "the cluster's DNS",
  needs: ["objects", "bridge"],
  manifests,
  address: hostPort(listeners.dns),
  version: ({ versions }) => versions.coredns,
  command: ({ coredns }) => ({
    program: coredns,
    args: ["-conf", configurationFile],
    files: { [configurationFile]: corefile() },
  }),
  missing: () => missingAt(`http://${hostPort(listeners.dnsReady)}/ready`),
});

/** As kubeadm writes it, except that names outside the cluster need a machine that resolves some. */
function corefile(): string {
  const { clusterDomain } = network;
  return `.:${port} {
  bind ${address}
  errors
  ready ${hostPort(listeners.dnsReady)}
  kubernetes ${clusterDomain} in-addr.arpa ip6.arpa {
    kubeconfig ${kubeconfigFile(users.dns)} ${contextName}
    pods insecure
    fallthrough in-addr.arpa ip6.arpa
    ttl 30
  }
${machineResolves() ? `  forward . ${machineResolver}\n` : ""}  cache 30 {
    disable success ${clusterDomain}
    disable denial ${clusterDomain}
  }
}
`;
}

function machineResolves(): boolean {
  try {
    return /^nameserver\s/m.test(readFileSync(machineResolver, "utf8"));
  } catch {
    // A machine without the file resolves nothing.
    return false;
  }
}
