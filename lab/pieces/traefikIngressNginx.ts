import { join } from "node:path";

import { stringify } from "yaml";

import { folders } from "../folders";
import { hostPort, listeners } from "../network";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { traefikProgram } from "../programs";
import { missingAt } from "../request";
import { stateFiles } from "../stateFiles";
import { removeExtraObjects } from "./extraObjects";
import type { KubernetesObject } from "./piece";
import { processPiece } from "./processPiece";
import { clusterRole, clusterRoleBinding } from "./rbac";

const { commonName } = users.traefikIngressNginx;
const configurationFile = join(stateFiles.configuration, "traefik-ingress-nginx.yaml");
const { traefikIngressNginxHttp, traefikIngressNginxHttps, traefikIngressNginxHealth } = listeners;

const watch = ["get", "list", "watch"];

const manifests: readonly KubernetesObject[] = [
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: "nginx" },
    spec: { controller: "k8s.io/ingress-nginx" },
  },
  clusterRole(commonName, [
    { apiGroups: [""], resources: ["namespaces", "services", "secrets"], verbs: watch },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
    {
      apiGroups: ["networking.k8s.io"],
      resources: ["ingresses", "ingressclasses"],
      verbs: watch,
    },
    { apiGroups: ["networking.k8s.io"], resources: ["ingresses/status"], verbs: ["update"] },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
];

const staticConfiguration = stringify({
  global: { checkNewVersion: false, sendAnonymousUsage: false },
  entryPoints: {
    web: { address: hostPort(traefikIngressNginxHttp) },
    websecure: { address: hostPort(traefikIngressNginxHttps), http: { tls: {} } },
    health: { address: hostPort(traefikIngressNginxHealth) },
  },
  ping: { entryPoint: "health" },
  accessLog: { filePath: join(folders.logs, "traefik-ingress-nginx-access.log") },
  providers: {
    kubernetesIngressNGINX: { publishStatusAddress: [traefikIngressNginxHttp.address] },
  },
});

/** A second Traefik, which reads ingress-nginx's annotations, behind Ingresses of the class `nginx`. */
export const traefikIngressNginx = processPiece({
  name: "traefik-ingress-nginx",
  extra: "traefik-ingress-nginx",
  describe: "Ingresses of the class nginx, by Traefik",
  platform: "kubernetes",
  needs: ["objects"],
  manifests,
  address: `${hostPort(traefikIngressNginxHttp)}, ${hostPort(traefikIngressNginxHttps)}`,
  version: ({ versions }) => versions.traefik,
  command: (programs) => ({
    program: traefikProgram(programs),
    args: [`--configFile=${configurationFile}`],
    env: { KUBECONFIG: kubeconfigFile(users.traefikIngressNginx) },
    files: { [configurationFile]: staticConfiguration },
  }),
  missing: () => missingAt(`http://${hostPort(traefikIngressNginxHealth)}/ping`),
  withdraw: (start) => removeExtraObjects(manifests, start),
});
