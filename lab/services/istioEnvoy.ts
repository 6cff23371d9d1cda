import { hostPort, listeners, network } from "../network/network";
import { authorities, istioGateway } from "../pki/certificates";
import { istioOf } from "../programs/programs";
import { envoy } from "./envoy";
import { envoyBootstrap } from "./envoyBootstrap";
import { gatewayLabels } from "./istioObjects";

const { istioHttp, istioHttps, istioXds, istioEnvoyReady } = listeners;
const { namespace, account } = istioGateway;

const name = "istio-envoy";

/** The Envoy that serves what istiod tells it: Envoy's own program, where Istio has one with filters of its own. */
export const istioEnvoy = envoy({
  name,
  addon: "istio",
  describe: "Istio's Gateways with the selector istio: ingressgateway",
  platform: "kubernetes",
  needs: ["istio", "istio-objects"],
  http: istioHttp,
  https: istioHttps,
  programs: istioOf,
  cluster: `istio-ingressgateway.${namespace}`,
  // Its kind, address, own name and domain (istio/istio: pilot/pkg/model/context.go, ParseServiceNodeWithMetadata).
  node: `router~${istioHttp.address}~${account}.${namespace}~${namespace}.svc.${network.clusterDomain}`,
  bootstrap: {
    content: envoyBootstrap({
      name,
      xds: istioXds,
      certificate: name,
      authority: authorities.istio,
      metadata: {
        NAMESPACE: namespace,
        SERVICE_ACCOUNT: account,
        CLUSTER_ID: "Kubernetes",
        LABELS: gatewayLabels,
      },
      readiness: istioEnvoyReady,
    }),
  },
  readiness: `http://${hostPort(istioEnvoyReady)}/ready`,
});
