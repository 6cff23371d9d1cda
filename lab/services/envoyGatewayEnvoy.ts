import { listeners, network } from "../network/network";
import { authorities } from "../pki/certificates";
import { envoyGatewayOf } from "../programs/programs";
import { envoy } from "./envoy";
import { envoyBootstrap } from "./envoyBootstrap";
import { gatewayClass } from "./envoyGatewayObjects";

const { envoyGatewayHttp, envoyGatewayHttps, envoyGatewayXds, envoyGatewayEnvoyReady } = listeners;

const name = "envoy-gateway-envoy";

/** The Envoy that serves what Envoy Gateway tells it. */
export const envoyGatewayEnvoy = envoy({
  name,
  addon: "envoy-gateway",
  describe: "HTTPRoutes of Gateways of the class envoy-gateway",
  platform: "kubernetes",
  needs: ["envoy-gateway", "envoy-gateway-objects"],
  http: envoyGatewayHttp,
  https: envoyGatewayHttps,
  programs: envoyGatewayOf,
  cluster: gatewayClass,
  bootstrap: {
    // As Envoy Gateway's own (internal/xds/bootstrap), without its statistics.
    content: envoyBootstrap({
      name,
      xds: { address: network.loopback, port: envoyGatewayXds.port },
      certificate: name,
      authority: authorities.envoyGateway,
    }),
  },
  readiness: `http://${network.loopback}:${envoyGatewayEnvoyReady.port}/ready`,
});
