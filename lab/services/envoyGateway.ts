import { join } from "node:path";

import { stringify } from "yaml";

import { hostPort, listeners, network } from "../network/network";
import { missingAt } from "../network/request";
import { certificateFiles } from "../pki/certificate";
import { authorities, users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { envoyGatewayOf } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { removeAddonObjects } from "./addonObjects";
import { definitions } from "./definitions";
import { controllerName } from "./envoyGatewayObjects";
import { processService } from "./processService";
import { clusterRole, clusterRoleBinding } from "./rbac";
import type { KubernetesObject } from "./service";

const { commonName } = users.envoyGateway;
const folder = join(stateFiles.configuration, "envoy-gateway");
const configurationFile = "envoy-gateway.yaml";
const { envoyGatewayAdmin, envoyGatewayXds, envoyGatewayHealth } = listeners;

const own = "gateway.envoyproxy.io";
const gatewayApi = "gateway.networking.k8s.io";
const watch = ["get", "list", "watch"];

const ownKinds = [
  ...["backends", "backendtrafficpolicies", "clienttrafficpolicies", "envoyextensionpolicies"],
  ...["envoypatchpolicies", "envoyproxies", "securitypolicies"],
];
const gatewayKinds = [
  ...["gateways", "httproutes", "grpcroutes", "tlsroutes", "tcproutes", "udproutes"],
  ...["listenersets", "backendtlspolicies"],
];
/** Nobody serves them here; they come with the others, and go with them. */
const experimentalKinds = ["xbackends", "xbackendtrafficpolicies", "xmeshes"];
const statusOf = (kind: string) => `${kind}/status`;

/** Its rights are those of its own chart (charts/gateway-helm/templates/_rbac.tpl), but that it makes no proxies here. */
const manifests: readonly KubernetesObject[] = [
  clusterRole(commonName, [
    {
      apiGroups: [""],
      resources: [
        ...["configmaps", "namespaces", "nodes", "secrets", "services", "serviceaccounts"],
      ],
      verbs: watch,
    },
    { apiGroups: ["apps"], resources: ["deployments", "daemonsets"], verbs: watch },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: watch },
    { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: watch },
    { apiGroups: ["certificates.k8s.io"], resources: ["clustertrustbundles"], verbs: watch },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
    { apiGroups: [own], resources: [...ownKinds, "httproutefilters"], verbs: watch },
    { apiGroups: [own], resources: ownKinds.map(statusOf), verbs: ["update"] },
    {
      apiGroups: [gatewayApi],
      resources: [...gatewayKinds, "gatewayclasses", "referencegrants"],
      verbs: watch,
    },
    // It keeps a class that Gateways use from being deleted, by a finalizer.
    { apiGroups: [gatewayApi], resources: ["gatewayclasses"], verbs: ["patch", "update"] },
    {
      apiGroups: [gatewayApi],
      resources: [...gatewayKinds, "gatewayclasses"].map(statusOf),
      verbs: ["update"],
    },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
];

/** The experimental channel of the Gateway API, and the kinds of Envoy Gateway. */
export const envoyGatewayKinds = definitions({
  name: "envoy-gateway-kinds",
  addon: "envoy-gateway",
  describe: "the Gateway API and Envoy Gateway's own kinds",
  platform: "kubernetes",
  kinds: [
    ...[...gatewayKinds, "gatewayclasses", "referencegrants"].map(
      (kind) => `${kind}.${gatewayApi}`,
    ),
    ...experimentalKinds.map((kind) => `${kind}.gateway.networking.x-k8s.io`),
    ...[...ownKinds, "httproutefilters"].map((kind) => `${kind}.${own}`),
  ],
  file: (programs) => envoyGatewayOf(programs).definitions,
});

const configuration = stringify({
  apiVersion: `${own}/v1alpha1`,
  kind: "EnvoyGateway",
  gateway: { controllerName },
  provider: {
    type: "Custom",
    custom: {
      // Without an infrastructure: one Envoy is there, for all Gateways.
      resource: { type: "Kubernetes", kubernetes: { leaderElection: { disable: true } } },
    },
  },
  // For the addresses of the listeners, see the policies.
  extensionApis: { enableEnvoyPatchPolicy: true },
  // Listeners are called by their ports, so that a policy can name them.
  runtimeFlags: { enabled: ["XDSNameSchemeV2"] },
  admin: { address: { host: envoyGatewayAdmin.address, port: envoyGatewayAdmin.port } },
  telemetry: { metrics: { prometheus: { disable: true } } },
});

/** Where a program looks for its certificate is compiled in, so this folder is its root. */
const start = `cd "$2" && mkdir -p certs tmp && cp "$1" . && cp "$3" certs/tls.crt && cp "$4" certs/tls.key && \
cp "$5" certs/ca.crt && cp "$6" kubeconfig && \
exec chroot . "/\${1##*/}" server --config-path=/${configurationFile}`;

/** Envoy Gateway itself, which reads Gateways of its class and their routes, and tells Envoy of them. */
export const envoyGateway = processService({
  name: "envoy-gateway",
  addon: "envoy-gateway",
  describe: "reads HTTPRoutes of Gateways of the class envoy-gateway",
  platform: "kubernetes",
  needs: ["objects", "envoy-gateway-kinds"],
  manifests,
  address: hostPort(envoyGatewayXds),
  version: ({ versions }) => versions.envoyGateway,
  command: (programs) => {
    const { cert, key } = certificateFiles("envoy-gateway-xds");
    return {
      program: "/bin/sh",
      args: [
        ...["-c", start, "envoy-gateway", envoyGatewayOf(programs).controller, folder],
        ...[cert, key, certificateFiles(authorities.envoyGateway).cert],
        kubeconfigFile(users.envoyGateway),
      ],
      env: { KUBECONFIG: "/kubeconfig", HOME: "/" },
      files: { [join(folder, configurationFile)]: configuration },
    };
  },
  missing: () => missingAt(`http://${network.loopback}:${envoyGatewayHealth.port}/readyz`),
  withdraw: (start) => removeAddonObjects(manifests, start),
});
