import { readObject } from "../network/api";
import { listeners } from "../network/network";
import { istioGateway } from "../pki/certificates";
import { applyObjects, kubectl } from "./kubectl";
import type { KubernetesObject, Service } from "./service";

/** What Gateways choose Istio's usual ingress gateway by. */
export const gatewayLabels = { istio: "ingressgateway" } as const;

const { namespace, account } = istioGateway;
const rbac = "rbac.authorization.k8s.io";
const secretReader = "lab-gateway-secrets";
const { istioHttp, istioHttps } = listeners;

const objects: readonly KubernetesObject[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: account, namespace } },
  // istiod asks whether it may, before it gives out a certificate's key.
  {
    apiVersion: `${rbac}/v1`,
    kind: "Role",
    metadata: { name: secretReader, namespace },
    rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "watch", "list"] }],
  },
  {
    apiVersion: `${rbac}/v1`,
    kind: "RoleBinding",
    metadata: { name: secretReader, namespace },
    roleRef: { apiGroup: rbac, kind: "Role", name: secretReader },
    subjects: [{ kind: "ServiceAccount", name: account, namespace }],
  },
  {
    apiVersion: "networking.istio.io/v1alpha3",
    kind: "EnvoyFilter",
    metadata: { name: "addresses", namespace },
    spec: {
      workloadSelector: { labels: gatewayLabels },
      configPatches: [istioHttp, istioHttps].map(({ address, port }) => ({
        applyTo: "LISTENER",
        match: { context: "GATEWAY", listener: { portNumber: port } },
        patch: {
          operation: "MERGE",
          // It would be every address of the machine, where the lab's other proxies are.
          value: { address: { socket_address: { address } } },
        },
      })),
    },
  },
];

const path = `/apis/networking.istio.io/v1alpha3/namespaces/${namespace}/envoyfilters/addresses`;
const address = `${objects.length} objects in ${namespace}`;

/** The namespace of Istio's ingress gateway with what the gateway needs there; of a kind that is not there before Istio's are. */
export const istioObjects: Service = {
  name: "istio-objects",
  addon: "istio",
  describe: "the namespace istio-system, and the addresses of the ingress gateway",
  platform: "kubernetes",
  needs: ["istio-kinds"],

  async start({ programs }) {
    await applyObjects(programs, objects);
  },

  async check() {
    return (await readObject(path))
      ? { state: "running", address }
      : { state: "stopped", address, reason: "they are not in the cluster" };
  },

  /** They go with the cluster's data. */
  stop: () => Promise.resolve(),

  async withdraw({ programs }) {
    await kubectl(programs, ["delete", "namespace", namespace, "--ignore-not-found"]);
  },
};
