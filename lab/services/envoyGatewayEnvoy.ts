import { join } from "node:path";

import { listeners, network } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { authorities } from "../pki/certificates";
import { envoyGatewayOf } from "../programs/programs";
import { envoy, envoyFolder } from "./envoy";
import { gatewayClass } from "./envoyGatewayObjects";

const { envoyGatewayHttp, envoyGatewayHttps, envoyGatewayXds, envoyGatewayEnvoyReady } = listeners;

const name = "envoy-gateway-envoy";
const { cert, key } = certificateFiles("envoy-gateway-envoy");
const listenersConfig = { ads: {}, initial_fetch_timeout: "0s", resource_api_version: "V3" };
/**
 * Whoever asks before Envoy Gateway has translated anything gets no answer while there are no clusters, and would not
 * go on to the listeners. Envoy Gateway itself starts its Envoys later than that; the lab starts both at once.
 */
const clustersConfig = { ...listenersConfig, initial_fetch_timeout: "1s" };

/** As in Envoy Gateway's own (internal/xds/bootstrap), without its statistics, and with that timeout. */
const bootstrap = {
  admin: { address: { pipe: { path: join(envoyFolder({ name }), "admin.sock") } } },
  dynamic_resources: {
    ads_config: {
      api_type: "DELTA_GRPC",
      transport_api_version: "V3",
      grpc_services: [{ envoy_grpc: { cluster_name: "xds_cluster" } }],
      set_node_on_first_message_only: true,
    },
    lds_config: listenersConfig,
    cds_config: clustersConfig,
  },
  static_resources: {
    clusters: [
      {
        name: "xds_cluster",
        connect_timeout: "10s",
        load_assignment: {
          cluster_name: "xds_cluster",
          endpoints: [
            {
              lb_endpoints: [
                {
                  endpoint: {
                    address: {
                      socket_address: {
                        address: network.loopback,
                        port_value: envoyGatewayXds.port,
                      },
                    },
                  },
                },
              ],
            },
          ],
        },
        typed_extension_protocol_options: {
          "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
            "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
            explicit_http_config: {
              http2_protocol_options: { connection_keepalive: { interval: "30s", timeout: "5s" } },
            },
          },
        },
        transport_socket: {
          name: "envoy.transport_sockets.tls",
          typed_config: {
            "@type":
              "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
            common_tls_context: {
              // Its server takes no older one, and Envoy as a client goes up to 1.2 by itself.
              tls_params: { tls_maximum_protocol_version: "TLSv1_3" },
              tls_certificates: [
                { certificate_chain: { filename: cert }, private_key: { filename: key } },
              ],
              validation_context: {
                trusted_ca: { filename: certificateFiles(authorities.envoyGateway).cert },
              },
            },
          },
        },
      },
    ],
  },
};

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
  bootstrap: { content: JSON.stringify(bootstrap, undefined, 2) },
  readiness: `http://${network.loopback}:${envoyGatewayEnvoyReady.port}/ready`,
});
