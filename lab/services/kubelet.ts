import { readdir, readlink, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";

import { stringify } from "yaml";

import { unmountBelow } from "../state/mounts";
import { hostPort, listeners, network } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { authorities, users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { rootCgroup } from "./cgroups";
import { processService } from "./processService";

const { kubelet: folder, configuration, containerdSocket, podLogs } = stateFiles;
const configurationFile = join(configuration, "kubelet.yaml");
const resolverFile = join(configuration, "pod-resolv.conf");
const serving = certificateFiles("kubelet-server");

/** Links to the containers' logs; the path is compiled into the kubelet. */
const containerLogs = "/var/log/containers";

/** Made for device plugins; the path is compiled into the kubelet. */
const devicePlugins = "/var/lib/kubelet/device-plugins";

const kubeletConfiguration = stringify({
  apiVersion: "kubelet.config.k8s.io/v1beta1",
  kind: "KubeletConfiguration",
  address: listeners.kubelet.address,
  port: listeners.kubelet.port,
  healthzBindAddress: listeners.kubeletHealth.address,
  healthzPort: listeners.kubeletHealth.port,
  tlsCertFile: serving.cert,
  tlsPrivateKeyFile: serving.key,
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: certificateFiles(authorities.cluster).cert },
  },
  authorization: { mode: "Webhook" },
  containerRuntimeEndpoint: `unix://${containerdSocket}`,
  cgroupDriver: "cgroupfs",
  cgroupRoot: rootCgroup,
  failCgroupV1: false,
  failSwapOn: false,
  // The machine is the user's: nothing of it is set aside, and nothing is cleared to make room.
  enforceNodeAllocatable: [],
  evictionHard: {
    "memory.available": "100Mi",
    "nodefs.available": "0%",
    "nodefs.inodesFree": "0%",
    "imagefs.available": "0%",
  },
  // No registry has the images: one that is removed cannot be had again.
  imageGCHighThresholdPercent: 100,
  clusterDNS: [network.dnsService],
  clusterDomain: network.clusterDomain,
  resolvConf: resolverFile,
  podLogsDir: podLogs,
  volumePluginDir: join(folder, "volume-plugins"),
  // kube-proxy makes the chains that are in use.
  makeIPTablesUtilChains: false,
  // A negative value needs CAP_SYS_RESOURCE.
  oomScoreAdj: 0,
});

/** Runs the pods. */
export const kubelet = processService({
  name: "kubelet",
  describe: "runs the pods",
  needs: ["containerd", "kube-apiserver"],
  address: hostPort(listeners.kubelet),
  version: ({ versions }) => versions.kubernetes,
  command: ({ kubernetes }) => ({
    program: kubernetes,
    args: [
      "kubelet",
      `--config=${configurationFile}`,
      `--kubeconfig=${kubeconfigFile(users.kubelet)}`,
      `--root-dir=${folder}`,
      `--cert-dir=${join(folder, "pki")}`,
      `--hostname-override=${network.nodeName}`,
      `--node-ip=${network.nodeAddress}`,
    ],
    files: {
      [configurationFile]: kubeletConfiguration,
      // Pods ask the cluster's DNS, which asks the machine's; nothing of the machine's gets in.
      [resolverFile]: `nameserver ${network.dnsService}\n`,
    },
    folders: [folder, podLogs],
  }),
  missing: () => missingAt(`http://${hostPort(listeners.kubeletHealth)}/healthz`),
  async cleanUp() {
    await unmountBelow(folder);
    await removeLogLinks();
    await rm(join(devicePlugins, "kubelet.sock"), { force: true });
    for (const emptied of [containerLogs, devicePlugins, "/var/lib/kubelet"]) {
      // What others have in there stays, and the folder with it.
      await rmdir(emptied).catch(() => undefined);
    }
    await rm(folder, { recursive: true, force: true });
    await rm(podLogs, { recursive: true, force: true });
  },
});

async function removeLogLinks(): Promise<void> {
  for (const name of await readdir(containerLogs).catch(() => [])) {
    const path = join(containerLogs, name);
    if ((await readlink(path).catch(() => "")).startsWith(`${podLogs}/`)) {
      await rm(path, { force: true });
    }
  }
}
