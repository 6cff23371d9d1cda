import { join } from "node:path";

import { hostPort, listeners, network } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { authorities, users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { openShiftPrograms } from "../programs/programs";
import { missingAt } from "../network/request";
import { stateFiles } from "../state/stateFiles";
import type { KubernetesObject } from "./service";
import { processService } from "./processService";
import { clusterRole, clusterRoleBinding } from "./rbac";

const { commonName } = users.router;

/** Where HAProxy's master takes the router's orders. */
export const masterSocket = join(stateFiles.router, "master.sock");

/** The configuration that HAProxy is started with. */
export const proxyConfiguration = join(stateFiles.router, "current", "haproxy.cfg");

const watch = ["get", "list", "watch"];

const manifests: readonly KubernetesObject[] = [
  clusterRole(commonName, [
    { apiGroups: ["route.openshift.io"], resources: ["routes"], verbs: watch },
    { apiGroups: ["route.openshift.io"], resources: ["routes/status"], verbs: ["update"] },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
];

/** The stand-in for OpenShift's router: it tells HAProxy what to serve, and Routes whether it is. */
export const router = processService({
  name: "router",
  describe: "serves Routes by HAProxy; a stand-in, see router/README.md",
  platform: "openshift",
  needs: ["objects", "routes", "admission"],
  manifests,
  address: `*.${network.routeDomain}`,
  version: () => undefined,
  command: (programs) => {
    const { router: program, haproxy } = openShiftPrograms(programs);
    const settings = {
      // As OpenShift's first IngressController is called.
      name: "default",
      "canonical-hostname": `router-default.${network.routeDomain}`,
      domain: network.routeDomain,
      http: hostPort(listeners.http),
      https: hostPort(listeners.https),
      health: hostPort(listeners.haproxyHealth),
      socket: join(stateFiles.router, "https.sock"),
      "default-certificate": certificateFiles("router-default").cert,
      "service-authority": certificateFiles(authorities.services).cert,
      folder: stateFiles.router,
      haproxy,
      "master-socket": masterSocket,
      "ready-port": String(listeners.routerReady.port),
      "reload-seconds": "5",
    };
    return {
      program,
      args: Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
      env: { KUBECONFIG: kubeconfigFile(users.router) },
      folders: [stateFiles.router],
    };
  },
  missing: () => missingAt(`http://${hostPort(listeners.routerReady)}/`),
});
