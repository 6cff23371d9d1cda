import { defaultCookieName, type EndpointSlice } from "../endpoints";
import { annotation, isSet, prefix, type Route } from "../route";
import { allowList, rateLimits } from "./clientLimits";
import { forwardedHeaders } from "./forwardedHeaders";
import { backendName } from "./maps";
import { type Pool, poolsOf } from "./pools";
import { servers, type ServerFiles } from "./servers";
import { clippedTime, timePattern } from "./time";

/** What a backend needs to know apart from its Route. */
export interface BackendSurroundings extends ServerFiles {
  readonly slices: readonly EndpointSlice[];
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
