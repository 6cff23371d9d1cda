import { join } from "node:path";

import type { Listener } from "../network/network";
import { certificateFiles } from "../pki/certificate";
import { envoyFolder } from "./envoy";

/** Where an Envoy's controller is, and how the two know each other. */
export interface Controlled {
  /** The Envoy's service. */
  readonly name: string;
  /** Where the controller serves configurations, with TLS. */
  readonly xds: Listener;
  /** The certificate that the Envoy shows. */
  readonly certificate: string;
  /** Who has signed the controller's. */
  readonly authority: string;
  /** What the Envoy says of itself. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** A listener of its own that tells whether it is ready. `@default` the controller makes one */
  readonly readiness?: Listener;
}

const listenersConfig = { ads: {}, initial_fetch_timeout: "0s", resource_api_version: "V3" };
/**
 * Whoever asks Envoy Gateway before it has translated anything gets no answer while there are no clusters, and would not
 * go on to the listeners. Envoy Gateway itself starts its Envoys later than that; the lab starts both at once.
 */
const clustersConfig = { ...listenersConfig, initial_fetch_timeout: "1s" };

/** What an Envoy starts with that gets the rest from its controller, with client certificates; the content of its file. */
export function envoyBootstrap(controlled: Controlled): string {
  const { name, certificate, authority, metadata, readiness } = controlled;
  const { cert, key } = certificateFiles(certificate);
  const admin = { pipe: { path: join(envoyFolder({ name }), "admin.sock") } };
  const bootstrap = {
    ...(metadata && { node: { metadata } }),
    admin: { address: admin },
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
      ...(readiness && { listeners: [readinessListener(readiness)] }),
      clusters: [
        {
          name: "xds_cluster",
          connect_timeout: "10s",
          load_assignment: loadAssignment("xds_cluster", socketAddress(controlled.xds)),
          typed_extension_protocol_options: {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
              "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
              explicit_http_config: {
                http2_protocol_options: {
                  connection_keepalive: { interval: "30s", timeout: "5s" },
                },
              },
            },
          },
          transport_socket: {
            name: "envoy.transport_sockets.tls",
            typed_config: {
              "@type":
                "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
              common_tls_context: {
                // Envoy Gateway takes no older one, and Envoy as a client goes up to 1.2 by itself.
                tls_params: { tls_maximum_protocol_version: "TLSv1_3" },
                tls_certificates: [
                  { certificate_chain: { filename: cert }, private_key: { filename: key } },
                ],
                validation_context: {
                  trusted_ca: { filename: certificateFiles(authority).cert },
                },
              },
            },
          },
        },
        ...(readiness ? [{ name: "admin", load_assignment: loadAssignment("admin", admin) }] : []),
      ],
    },
  };
  return JSON.stringify(bootstrap, undefined, 2);
}

/** Envoy's own answer to `/ready`, without the rest of what its admin socket can do. */
function readinessListener(listener: Listener) {
  return {
    name: "readiness",
    address: socketAddress(listener),
    filter_chains: [
      {
        filters: [
          {
            name: "envoy.filters.network.http_connection_manager",
            typed_config: {
              "@type":
                "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
              stat_prefix: "readiness",
              route_config: {
                virtual_hosts: [
                  {
                    name: "readiness",
                    domains: ["*"],
                    routes: [{ match: { path: "/ready" }, route: { cluster: "admin" } }],
                  },
                ],
              },
              http_filters: [
                {
                  name: "envoy.filters.http.router",
                  typed_config: {
                    "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router",
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  };
}

function loadAssignment(cluster: string, address: object) {
  return {
    cluster_name: cluster,
    endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }],
  };
}

function socketAddress({ address, port }: Listener) {
  return { socket_address: { address, port_value: port } };
}
