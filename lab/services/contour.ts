import { join } from "node:path";

import { stringify } from "yaml";

import { hostPort, listeners } from "../network/network";
import { missingAt } from "../network/request";
import { users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { contourOf } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { removeAddonObjects } from "./addonObjects";
import { definitions } from "./definitions";
import { envoy } from "./envoy";
import { processService } from "./processService";
import { clusterRole, clusterRoleBinding } from "./rbac";
import type { KubernetesObject } from "./service";

const { commonName } = users.contour;
const folder = join(stateFiles.configuration, "contour");
const configurationFile = join(folder, "contour.yaml");
const ingressClass = "contour";
const { contourHttp, contourHttps, contourHealth, contourDebug, contourMetrics, contourXds } =
  listeners;
const { contourEnvoyAdmin, contourEnvoyStats } = listeners;

const kinds = "projectcontour.io";
const networking = "networking.k8s.io";
const watch = ["get", "list", "watch"];

/** Its rights are those of its own manifests (examples/contour/02-role-contour.yaml), without the Gateway API's. */
const manifests: readonly KubernetesObject[] = [
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: { name: ingressClass },
    spec: { controller: "projectcontour.io/ingress-controller" },
  },
  clusterRole(commonName, [
    {
      apiGroups: [""],
      resources: ["configmaps", "namespaces", "secrets", "services"],
      verbs: watch,
    },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
    { apiGroups: [networking], resources: ["ingresses"], verbs: watch },
    { apiGroups: [networking], resources: ["ingresses/status"], verbs: ["get", "update"] },
    {
      apiGroups: [kinds],
      resources: [
        ...["contourconfigurations", "extensionservices", "httpproxies"],
        "tlscertificatedelegations",
      ],
      verbs: watch,
    },
    {
      apiGroups: [kinds],
      resources: ["contourconfigurations/status", "extensionservices/status", "httpproxies/status"],
      verbs: ["get", "update"],
    },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
];

/** The kinds of Contour. */
export const contourKinds = definitions({
  name: "contour-kinds",
  addon: "contour",
  describe: "Contour's HTTPProxy and its other kinds",
  platform: "kubernetes",
  kinds: [
    `httpproxies.${kinds}`,
    `tlscertificatedelegations.${kinds}`,
    `extensionservices.${kinds}`,
    `contourconfigurations.${kinds}`,
    `contourdeployments.${kinds}`,
  ],
  file: (programs) => contourOf(programs).definitions,
});

/** Contour itself, which reads HTTPProxies and Ingresses of the class `contour` and tells Envoy of them. */
export const contour = processService({
  name: "contour",
  addon: "contour",
  describe: "reads HTTPProxies of the class contour",
  platform: "kubernetes",
  needs: ["objects", "contour-kinds"],
  manifests,
  address: hostPort(contourXds),
  version: ({ versions }) => versions.contour,
  command: (programs) => ({
    program: contourOf(programs).controller,
    args: [
      "serve",
      ...Object.entries({
        kubeconfig: kubeconfigFile(users.contour),
        "config-path": configurationFile,
        "ingress-class-name": ingressClass,
        "ingress-status-address": contourHttp.address,
        "xds-address": contourXds.address,
        "xds-port": contourXds.port,
        "health-address": contourHealth.address,
        "health-port": contourHealth.port,
        "http-address": contourMetrics.address,
        "http-port": contourMetrics.port,
        "debug-http-address": contourDebug.address,
        "debug-http-port": contourDebug.port,
        "stats-address": contourEnvoyStats.address,
        "stats-port": contourEnvoyStats.port,
        "envoy-service-http-address": contourHttp.address,
        "envoy-service-http-port": contourHttp.port,
        "envoy-service-https-address": contourHttps.address,
        "envoy-service-https-port": contourHttps.port,
        "envoy-http-access-log": "/dev/stdout",
        "envoy-https-access-log": "/dev/stdout",
      }).map(([name, value]) => `--${name}=${value}`),
      // Between two processes of this machine.
      "--insecure",
      // There is one.
      "--disable-leader-election",
    ],
    env: { CONTOUR_NAMESPACE: "projectcontour" },
    files: {
      [configurationFile]: stringify({ network: { "admin-port": contourEnvoyAdmin.port } }),
    },
  }),
  missing: () => missingAt(`http://${hostPort(contourHealth)}/healthz`),
  withdraw: (start) => removeAddonObjects(manifests, start),
});

/** The Envoy that serves what Contour tells it. */
export const contourEnvoy = envoy({
  name: "contour-envoy",
  addon: "contour",
  describe: "HTTPProxies of the class contour",
  platform: "kubernetes",
  needs: ["contour"],
  http: contourHttp,
  https: contourHttps,
  programs: contourOf,
  cluster: "projectcontour",
  bootstrap: {
    made: `"$1" bootstrap "$2" --resources-dir="$3" --admin-address="$3/admin.sock" \
--xds-address=${contourXds.address} --xds-port=${contourXds.port}`,
  },
  readiness: `http://${hostPort(contourEnvoyStats)}/ready`,
});
