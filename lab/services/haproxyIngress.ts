import { join } from "node:path";

import { hostPort, listeners } from "../network/network";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { haproxyIngress as programsOf } from "../programs/programs";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import { removeAddonObjects } from "./addonObjects";
import type { KubernetesObject } from "./service";
import { processService } from "./processService";
import { clusterRole, clusterRoleBinding } from "./rbac";

const { commonName } = users.haproxyIngress;
const folder = join(stateFiles.configuration, "haproxy-ingress");
const configuration = { namespace: "kube-system", name: "haproxy-ingress" };
const { haproxyIngressHttp, haproxyIngressHealth, haproxyIngressStats, haproxyIngressController } =
  listeners;

const watch = ["get", "list", "watch"];

const manifests: readonly KubernetesObject[] = [
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: "haproxy" },
    spec: { controller: "haproxy-ingress.github.io/controller" },
  },
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: configuration,
    data: {
      "bind-ip-addr-http": haproxyIngressHttp.address,
      "bind-ip-addr-healthz": haproxyIngressHealth.address,
      "bind-ip-addr-stats": haproxyIngressStats.address,
      "healthz-port": String(haproxyIngressHealth.port),
      "stats-port": String(haproxyIngressStats.port),
      // In its own image it has a user for it.
      username: "root",
      groupname: "root",
    },
  },
  clusterRole(commonName, [
    {
      apiGroups: [""],
      resources: ["configmaps", "endpoints", "namespaces", "pods", "secrets", "services"],
      verbs: watch,
    },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
    {
      apiGroups: ["networking.k8s.io"],
      resources: ["ingresses", "ingressclasses"],
      verbs: watch,
    },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
];

/**
 * What the controller writes is below it: `run` in the folder that it runs in, by a name without a dot, which
 * it would take for the beginning of a file's ending. HAProxy, which it starts, runs in the same folder.
 */
const prefix = "/proc/self/cwd/run";

/** Runs the controller beside its templates, with the scripts where HAProxy looks for them. */
const start =
  `cd "$1" && ln -sfn "$2/rootfs" rootfs && mkdir -p run/etc/haproxy && ` +
  `cp -R rootfs/etc/lua run/etc/haproxy/ && shift 2 && exec "$@"`;

/** haproxy-ingress with the HAProxy that it drives, behind Ingresses of the class `haproxy`. It writes no status. */
export const haproxyIngress = processService({
  name: "haproxy-ingress",
  addon: "haproxy-ingress",
  describe: "Ingresses of the class haproxy",
  platform: "kubernetes",
  needs: ["objects"],
  manifests,
  address: hostPort(haproxyIngressHttp),
  version: ({ versions }) => versions.haproxyIngress,
  command: (programs) => {
    const { controller, haproxyFolder, files } = programsOf(programs);
    const options = {
      kubeconfig: kubeconfigFile(users.haproxyIngress),
      "local-filesystem-prefix": prefix,
      configmap: `${configuration.namespace}/${configuration.name}`,
      "healthz-port": haproxyIngressController.port,
      "master-worker": true,
      "update-status": false,
      "watch-gateway": false,
      profiling: false,
    };
    return {
      program: "/bin/sh",
      args: [
        ...["-c", start, "sh", folder, files, controller],
        ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      ],
      env: {
        PATH: `${haproxyFolder}:/usr/bin:/bin`,
        POD_NAMESPACE: configuration.namespace,
        POD_NAME: "haproxy-ingress",
        // It was written for a Go whose routes of http took a blank in a path.
        GODEBUG: "httpmuxgo121=1",
      },
      folders: [folder],
    };
  },
  missing: () => missingAt(`http://${hostPort(haproxyIngressHealth)}/healthz`),
  withdraw: (start) => removeAddonObjects(manifests, start),
});
