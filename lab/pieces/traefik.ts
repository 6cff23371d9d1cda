import { join } from "node:path";

import { stringify } from "yaml";

import { folders } from "../folders";
import { hostPort, listeners, network } from "../network";
import { certificateFiles } from "../pki/certificate";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { traefikProgram } from "../programs";
import { missingAt } from "../request";
import { stateFiles } from "../stateFiles";
import type { KubernetesObject } from "./piece";
import { processPiece } from "./processPiece";
import { clusterRole, clusterRoleBinding } from "./rbac";

const { commonName } = users.traefik;
const configurationFile = join(stateFiles.configuration, "traefik.yaml");
const certificatesFile = join(stateFiles.configuration, "traefik-certificates.yaml");

const watch = ["get", "list", "watch"];

/** The rights are those that Traefik's documentation asks for, for Ingresses only. */
const manifests: readonly KubernetesObject[] = [
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: "traefik" },
    spec: { controller: "traefik.io/ingress-controller" },
  },
  clusterRole(commonName, [
    { apiGroups: [""], resources: ["services", "secrets", "nodes"], verbs: watch },
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

/** Everything that is not said here is Traefik's default, above all how it talks to pods. */
const staticConfiguration = stringify({
  global: { checkNewVersion: false, sendAnonymousUsage: false },
  entryPoints: {
    web: { address: hostPort(listeners.http) },
    websecure: { address: hostPort(listeners.https), http: { tls: {} } },
    health: { address: hostPort(listeners.traefikHealth) },
  },
  ping: { entryPoint: "health" },
  accessLog: { filePath: join(folders.logs, "traefik-access.log") },
  providers: {
    kubernetesIngress: { ingressEndpoint: { ip: network.loopback } },
    file: { filename: certificatesFile },
  },
});

const { cert: certFile, key: keyFile } = certificateFiles("ingress");

const dynamicConfiguration = stringify({
  tls: { stores: { default: { defaultCertificate: { certFile, keyFile } } } },
});

/** The proxy behind Ingresses of the class `traefik`. */
export const traefik = processPiece({
  name: "traefik",
  describe: "Ingresses of the class traefik",
  platform: "kubernetes",
  needs: ["objects"],
  manifests,
  address: `${hostPort(listeners.http)}, ${hostPort(listeners.https)}`,
  version: ({ versions }) => versions.traefik,
  command: (programs) => ({
    program: traefikProgram(programs),
    args: [`--configFile=${configurationFile}`],
    env: { KUBECONFIG: kubeconfigFile(users.traefik) },
    files: {
      [configurationFile]: staticConfiguration,
      [certificatesFile]: dynamicConfiguration,
    },
  }),
  missing: () => missingAt(`http://${hostPort(listeners.traefikHealth)}/ping`),
});
