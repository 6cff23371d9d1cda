import { join } from "node:path";
import { cookieValue, type Endpoint } from "../endpoints";
import { annotation, keyOf, prefix, type Route } from "../route";
import { certificateFiles } from "./certificates";
import type { Pool } from "./pools";
import { clippedTime, timePattern } from "./time";

/** The files that the router checks an endpoint's certificate with. */
export interface ServerFiles {
  /** The folder of the configuration. */
  readonly folder: string;
  /** Trusted where a Route re-encrypts and names no authority; absolute path. */
  readonly serviceAuthority: string;
}

/** The lines of a backend's servers: one for each endpoint. */
export function servers(route: Route, pools: readonly Pool[], files: ServerFiles): string[] {
  const passthrough = route.spec.tls?.termination === "passthrough";
  const active = pools.reduce(
    (sum, { share, endpoints }) => sum + (share > 0 ? endpoints.length : 0),
    0,
  );
  const interval =
    annotation(route, "router.openshift.io/haproxy.health.check.interval", timePattern) ?? "5000ms";
  const connections = annotation(route, `${prefix}/pod-concurrent-connections`, /[+-]?\d+/);
  return (
    pools
      // Without a cookie nobody could have a reason to reach an endpoint of weight 0.
      .filter(({ weight }) => !passthrough || weight !== 0)
      .flatMap((pool) =>
        pool.endpoints.map((endpoint) =>
          [
            `server ${endpoint.id} ${endpoint.address}:${endpoint.port}`,
            ...(passthrough ? [] : [`cookie ${cookieValue(endpoint)}`]),
            `weight ${pool.weight}`,
            ...protocol(route, pool, endpoint, files),
            ...(active > 1 ? [`check inter ${clippedTime(interval)}`] : []),
            ...(connections ? [`maxconn ${connections}`] : []),
          ].join(" "),
        ),
      )
  );
}

/** How the router talks to an endpoint. */
function protocol(
  route: Route,
  { service }: Pool,
  { appProtocol = "" }: Endpoint,
  { folder, serviceAuthority }: ServerFiles,
): string[] {
  const { tls } = route.spec;
  if (tls?.termination === "reencrypt") {
    return tls.destinationCACertificate
      ? [`ssl verify required ca-file ${join(folder, certificateFiles(keyOf(route)).destination)}`]
      : [
          `ssl verifyhost ${service}.${route.metadata.namespace}.svc`,
          `verify required ca-file ${serviceAuthority}`,
        ];
  }
  const http2 = ["h2c", "kubernetes.io/h2c"].includes(appProtocol);
  return http2 && tls?.termination !== "passthrough" ? ["proto h2"] : [];
}
