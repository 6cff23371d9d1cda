import { join } from "node:path";

import { hostPort, listeners, network } from "../network/network";
import { missingAt } from "../network/request";
import { certificateFiles } from "../pki/certificate";
import { authorities, istioGateway, users } from "../pki/certificates";
import { kubeconfigFile } from "../pki/kubeconfig";
import { istioOf } from "../programs/programs";
import { stateFiles } from "../state/stateFiles";
import { removeAddonObjects } from "./addonObjects";
import { definitions } from "./definitions";
import { processService } from "./processService";
import { clusterRole, clusterRoleBinding } from "./rbac";
import type { KubernetesObject } from "./service";

const { commonName } = users.istio;
const configurationFile = join(stateFiles.configuration, "istio", "mesh.yaml");
const { istioXds, istioHealth, istioMetrics, istioControl } = listeners;

const watch = ["get", "list", "watch"];
const networking = [
  ...["destinationrules", "envoyfilters", "gateways", "proxyconfigs", "serviceentries", "sidecars"],
  ...["virtualservices", "workloadentries", "workloadgroups"],
];
const security = ["authorizationpolicies", "peerauthentications", "requestauthentications"];
const extensions = ["trafficextensions", "wasmplugins"];
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  "networking.istio.io": networking,
  "security.istio.io": security,
  "extensions.istio.io": extensions,
  "telemetry.istio.io": ["telemetries"],
};

/**
 * Its rights are those of its own chart (manifests/charts/istio-control/istio-discovery/templates/clusterrole.yaml), as
 * far as a mesh of one gateway uses them: no webhooks, no authority, no Gateway API, no status.
 */
const manifests: readonly KubernetesObject[] = [
  clusterRole(commonName, [
    {
      apiGroups: [""],
      resources: ["configmaps", "namespaces", "nodes", "pods", "secrets", "services"],
      verbs: watch,
    },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: watch },
    // It has no webhooks and serves no Ingresses and none of the Gateway API, and watches them all the same.
    { apiGroups: ["gateway.networking.k8s.io"], resources: ["gateways"], verbs: watch },
    {
      apiGroups: ["admissionregistration.k8s.io"],
      resources: ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
      verbs: watch,
    },
    {
      apiGroups: ["networking.k8s.io"],
      resources: ["ingresses", "ingressclasses"],
      verbs: watch,
    },
    {
      apiGroups: ["apiextensions.k8s.io"],
      resources: ["customresourcedefinitions"],
      verbs: watch,
    },
    ...Object.entries(kindsOf).map(([apiGroup, resources]) => ({
      apiGroups: [apiGroup],
      resources,
      verbs: watch,
    })),
    // Whether the gateway may have the Secrets of its namespace.
    {
      apiGroups: ["authorization.k8s.io"],
      resources: ["subjectaccessreviews"],
      verbs: ["create"],
    },
  ]),
  clusterRoleBinding(commonName, commonName, commonName),
];

/** Istio's kinds. */
export const istioKinds = definitions({
  name: "istio-kinds",
  addon: "istio",
  describe: "Istio's own kinds",
  platform: "kubernetes",
  kinds: Object.entries(kindsOf).flatMap(([group, kinds]) =>
    kinds.map((kind) => `${kind}.${group}`),
  ),
  file: (programs) => istioOf(programs).definitions,
});

/** As JSON: Istio's reader of YAML would take OFF for a boolean. */
const mesh = JSON.stringify({
  // There are no sidecars, and no authority that would give them certificates.
  enableAutoMtls: false,
  enablePrometheusMerge: false,
  ingressControllerMode: "OFF",
});

/** istiod, which reads Gateways, VirtualServices and DestinationRules, and tells Envoy of them. */
export const istio = processService({
  name: "istio",
  addon: "istio",
  describe: "istiod: reads Istio's Gateways, VirtualServices and DestinationRules",
  platform: "kubernetes",
  needs: ["objects", "istio-kinds"],
  manifests,
  address: hostPort(istioXds),
  version: ({ versions }) => versions.istio,
  command: (programs) => {
    const { cert, key } = certificateFiles("istio-xds");
    return {
      program: istioOf(programs).controller,
      args: [
        "discovery",
        ...Object.entries({
          kubeconfig: kubeconfigFile(users.istio),
          registries: "Kubernetes",
          meshConfig: configurationFile,
          domain: network.clusterDomain,
          secureGRPCAddr: hostPort(istioXds),
          grpcAddr: "",
          httpAddr: hostPort(istioHealth),
          httpsAddr: "",
          monitoringAddr: hostPort(istioMetrics),
          ctrlz_address: istioControl.address,
          ctrlz_port: istioControl.port,
          tlsCertFile: cert,
          tlsKeyFile: key,
          caCertFile: certificateFiles(authorities.istio).cert,
        }).map(([name, value]) => `--${name}=${value}`),
      ],
      env: {
        POD_NAME: "istiod",
        POD_NAMESPACE: istioGateway.namespace,
        // What the dialect istio-persistent-session needs.
        PILOT_ENABLE_PERSISTENT_SESSION_FILTER: "true",
        // Filters that Istio's own Envoy has, and Envoy's release has not.
        PILOT_ENABLE_ALPN_FILTER: "false",
        PILOT_ENABLE_METADATA_EXCHANGE: "false",
        // What the lab's rights above leave out.
        PILOT_ENABLE_GATEWAY_API: "false",
        ENABLE_CA_SERVER: "false",
        ENABLE_LEADER_ELECTION: "false",
        INJECTION_WEBHOOK_CONFIG_NAME: "",
        VALIDATION_WEBHOOK_CONFIG_NAME: "",
      },
      files: { [configurationFile]: mesh },
    };
  },
  missing: () => missingAt(`http://${hostPort(istioHealth)}/ready`),
  withdraw: (start) => removeAddonObjects(manifests, start),
});
