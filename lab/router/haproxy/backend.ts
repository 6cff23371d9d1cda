import { isIP } from "node:net";
import { join } from "node:path";

import {
  cookieValue,
  defaultCookieName,
  type Endpoint,
  type EndpointSlice,
  onPort,
  readyEndpoints,
} from "../endpoints";
import { annotation, isSet, keyOf, type Route } from "../route";
import { endpointWeights, weightOf } from "../weights";
import { certificateFiles } from "./certificates";
import { forwardedHeaders } from "./forwardedHeaders";
import { backendName } from "./maps";
import { clippedTime, timePattern } from "./time";

const prefix = "haproxy.router.openshift.io";

/** What a backend needs to know apart from its Route. */
export interface BackendSurroundings {
  readonly slices: readonly EndpointSlice[];
  /** The folder of the configuration. */
  readonly folder: string;
  /** Trusted where a Route re-encrypts and names no authority; absolute path. */
  readonly serviceAuthority: string;
}

/** A Service behind a Route with its endpoints and the weight of each. */
interface Pool {
  readonly service: string;
  readonly share: number;
  readonly endpoints: readonly Endpoint[];
  readonly weight: number;
}

/** The lines of a Route's backend. */
export function backend(route: Route, surroundings: BackendSurroundings): string[] {
  const pools = poolsOf(route, surroundings.slices);
  const passthrough = route.spec.tls?.termination === "passthrough";
  return [
    `backend ${backendName(route)}`,
    ...[
      ...(passthrough ? passthroughSettings(route, pools) : httpSettings(route, pools)),
      ...servers(route, pools, surroundings),
    ].map((line) => `  ${line}`),
  ];
}

function poolsOf(route: Route, slices: readonly EndpointSlice[]): Pool[] {
  const { to, alternateBackends = [], port } = route.spec;
  const shares = new Map(
    [to, ...alternateBackends].map(({ name, weight }) => [name, weightOf(weight)]),
  );
  const pools = [...shares]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([service, share]) => ({
      service,
      share,
      endpoints: onPort(
        readyEndpoints(slices, route.metadata.namespace, service),
        port?.targetPort,
      ),
    }));
  const weights = endpointWeights(
    pools.map(({ share, endpoints }) => ({ weight: share, endpoints: endpoints.length })),
  );
  return pools.map((pool, index) => ({ ...pool, weight: weights[index] ?? 0 }));
}

function passthroughSettings(route: Route, pools: readonly Pool[]): string[] {
  const timeout = time(route, "timeout-tunnel") ?? time(route, "timeout");
  return [
    "mode tcp",
    `balance ${balance(route, pools, "source")}`,
    "hash-type consistent",
    "timeout check 5000ms",
    ...(timeout ? [`timeout tunnel ${timeout}`] : []),
    ...allowList(route),
    ...rateLimits(route, ["concurrent-tcp", "rate-tcp"]),
  ];
}

function httpSettings(route: Route, pools: readonly Pool[]): string[] {
  const timeout = time(route, "timeout");
  const tunnelTimeout = time(route, "timeout-tunnel");
  return [
    "mode http",
    "option redispatch",
    `balance ${balance(route, pools, "random")}`,
    ...allowList(route),
    ...(timeout ? [`timeout server ${timeout}`] : []),
    ...(tunnelTimeout ? [`timeout tunnel ${tunnelTimeout}`] : []),
    ...rateLimits(route, ["concurrent-tcp", "rate-tcp", "rate-http"]),
    "timeout check 5000ms",
    ...forwardedHeaders(route),
    ...rewrite(route),
    ...cookie(route),
    ...strictTransport(route),
  ];
}

/** Without an annotation: `usual`, or in turn where the Services' weights have to be kept. */
function balance(route: Route, pools: readonly Pool[], usual: string): string {
  const asked = annotation(route, `${prefix}/balance`, /roundrobin|leastconn|source|random/);
  const weighted = pools.filter(({ share }) => share > 0).length > 1;
  return asked ?? (weighted ? "roundrobin" : usual);
}

function time(route: Route, name: string): string | undefined {
  const value = annotation(route, `${prefix}/${name}`, timePattern);
  return value === undefined ? undefined : clippedTime(value);
}

function allowList(route: Route): string[] {
  const { annotations = {} } = route.metadata;
  const list = annotations[`${prefix}/ip_allowlist`] ?? annotations[`${prefix}/ip_whitelist`] ?? "";
  const addresses = list.split(/\s+/).filter(isAddressRange);
  return list === list.trim() && addresses.length > 0
    ? [`acl allowed src ${addresses.join(" ")}`, "tcp-request content reject if !allowed"]
    : [];
}

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  return (
    version !== 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

const limits = {
  "concurrent-tcp": "src_conn_cur",
  "rate-tcp": "src_conn_rate",
  "rate-http": "src_http_req_rate",
} as const;

function rateLimits(route: Route, kinds: readonly (keyof typeof limits)[]): string[] {
  const name = `${prefix}/rate-limit-connections`;
  if (!isSet(route, name)) {
    return [];
  }
  const rejections = kinds.flatMap((kind) => {
    const limit = annotation(route, `${name}.${kind}`, /[+-]?\d+/);
    return limit ? [`tcp-request content reject if { ${limits[kind]} ge ${limit} }`] : [];
  });
  return [
    "stick-table type ip size 100k expire 30s store conn_cur,conn_rate(3s),http_req_rate(10s)",
    "tcp-request content track-sc2 src",
    ...rejections,
  ];
}

/** Only targets that need no quoting; see README.md. */
function rewrite(route: Route): string[] {
  const target = annotation(route, `${prefix}/rewrite-target`, /\/[A-Za-z0-9/._~-]*/);
  const path = (route.spec.path ?? "").replace(/[\n\r]/g, "").replaceAll("'", `'\\''`);
  return target === undefined
    ? []
    : [`http-request replace-path '^${path}${target === "/" ? "/?" : ""}(.*)$' '${target}\\1'`];
}

/** The browser's cookie that names the endpoint; the application never sees it. */
function cookie(route: Route): string[] {
  if (isSet(route, `${prefix}/disable_cookies`)) {
    return [];
  }
  const { namespace, name } = route.metadata;
  const cookieName =
    annotation(route, "router.openshift.io/cookie_name", /[a-zA-Z0-9_-]+/) ??
    defaultCookieName(namespace, name);
  const { tls } = route.spec;
  const sameSite =
    annotation(route, "router.openshift.io/cookie-same-site", /Lax|Strict|None/) ?? "None";
  const secure =
    tls && tls.insecureEdgeTerminationPolicy !== "Allow" ? ` secure attr SameSite=${sameSite}` : "";
  return [`cookie ${cookieName} insert indirect nocache httponly${secure}`];
}

const token = "(?:includeSubDomains|preload)";
const strictTransportPattern = new RegExp(
  `(?:${token}\\s*[;]\\s*)*max-age\\s*=\\s*(?:\\d+|"\\d+")(?:\\s*[;]\\s*${token})*`,
  "i",
);

function strictTransport(route: Route): string[] {
  const value =
    route.spec.tls && annotation(route, `${prefix}/hsts_header`, strictTransportPattern);
  return value ? [`http-response set-header Strict-Transport-Security '${value}'`] : [];
}

function servers(
  route: Route,
  pools: readonly Pool[],
  surroundings: BackendSurroundings,
): string[] {
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
            ...protocol(route, pool, endpoint, surroundings),
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
  { folder, serviceAuthority }: BackendSurroundings,
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
