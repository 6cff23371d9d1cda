import { readFile } from "node:fs/promises";

import { readObject } from "../network/api";
import { listeners } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { applyObjects, kubectl } from "./kubectl";
import type { KubernetesObject, Service } from "./service";

/** Envoy Gateway's `spec.controllerName`. */
export const controllerName = "gateway.envoyproxy.io/gatewayclass-controller";

/** The class whose Gateways the lab's Envoy serves, all of them; what that Envoy calls itself. */
export const gatewayClass = "envoy-gateway";

const namespace = "envoy-gateway-system";
const gatewayApi = "gateway.networking.k8s.io";
const own = "gateway.envoyproxy.io/v1alpha1";
const gateway = "lab";
const secret = "lab-tls";

const { envoyGatewayHttp, envoyGatewayHttps } = listeners;

const objects: readonly KubernetesObject[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  {
    apiVersion: own,
    kind: "EnvoyProxy",
    metadata: { name: gatewayClass, namespace },
    spec: {
      mergeGateways: true,
      provider: {
        type: "Kubernetes",
        // Else 80 would become 10080, for pods that may not listen below 1024.
        kubernetes: { useListenerPortAsContainerPort: true },
      },
    },
  },
  {
    apiVersion: `${gatewayApi}/v1`,
    kind: "GatewayClass",
    metadata: { name: gatewayClass },
    spec: {
      controllerName,
      parametersRef: {
        group: "gateway.envoyproxy.io",
        kind: "EnvoyProxy",
        name: gatewayClass,
        namespace,
      },
    },
  },
  {
    apiVersion: `${gatewayApi}/v1`,
    kind: "Gateway",
    metadata: { name: gateway, namespace },
    spec: {
      gatewayClassName: gatewayClass,
      listeners: [
        {
          ...{ name: "http", protocol: "HTTP", port: envoyGatewayHttp.port },
          allowedRoutes: { namespaces: { from: "All" } },
        },
        {
          ...{ name: "https", protocol: "HTTPS", port: envoyGatewayHttps.port },
          tls: { mode: "Terminate", certificateRefs: [{ name: secret }] },
          allowedRoutes: { namespaces: { from: "All" } },
        },
      ],
    },
  },
  ...[envoyGatewayHttp, envoyGatewayHttps].map(({ address, port }) => ({
    apiVersion: own,
    kind: "EnvoyPatchPolicy",
    metadata: { name: `port-${port}`, namespace },
    spec: {
      targetRef: { group: gatewayApi, kind: "GatewayClass", name: gatewayClass },
      type: "JSONPatch",
      jsonPatches: [
        {
          type: "type.googleapis.com/envoy.config.listener.v3.Listener",
          name: `tcp-${port}`,
          // It would be every address of the machine, where the lab's other proxies are.
          operation: { op: "replace", path: "/address/socket_address/address", value: address },
        },
      ],
    },
  })),
];

const classPath = `/apis/${gatewayApi}/v1/gatewayclasses/${gatewayClass}`;
const address = `gateway/${gateway} in ${namespace}`;

/** The class, and a Gateway for routes of every namespace; of kinds that are not there before Envoy Gateway's are. */
export const envoyGatewayObjects: Service = {
  name: "envoy-gateway-objects",
  addon: "envoy-gateway",
  describe: "the GatewayClass envoy-gateway, and a Gateway of it for everybody",
  platform: "kubernetes",
  needs: ["envoy-gateway-kinds", "pki"],

  async start({ programs }) {
    const { cert, key } = certificateFiles("ingress");
    const certificate: KubernetesObject = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: secret, namespace },
      type: "kubernetes.io/tls",
      stringData: {
        "tls.crt": await readFile(cert, "utf8"),
        "tls.key": await readFile(key, "utf8"),
      },
    };
    const [first, ...others] = objects;
    await applyObjects(programs, [...(first ? [first] : []), certificate, ...others]);
  },

  async check() {
    return (await readObject(classPath))
      ? { state: "running", address }
      : { state: "stopped", address, reason: "they are not in the cluster" };
  },

  /** They go with the cluster's data. */
  stop: () => Promise.resolve(),

  async withdraw({ programs }) {
    // Envoy Gateway, which has put a finalizer on it, is not there any more.
    if (await readObject(classPath)) {
      const patch = JSON.stringify({ metadata: { finalizers: null } });
      await kubectl(programs, [
        ...["patch", "gatewayclass", gatewayClass, "--type=merge", "--patch", patch],
      ]);
    }
    await kubectl(programs, ["delete", "namespace", namespace, "--ignore-not-found"]);
  },
};
