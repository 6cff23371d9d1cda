import type { Dialect } from "../dialect";
import { httpRoute } from "../exposedBy/httpRoute";
import { fixed, unsupported } from "../settings";
import { gatewayApi, lifetime, nameFor } from "./gatewayApi";

const title = "Envoy Gateway";
const earlier = "Envoy Gateway before 1.10";

/** Envoy Gateway, which takes `sessionPersistence` in the shape of 1.6 for Envoy's stateful sessions. */
export const envoyGateway: Dialect = {
  ...gatewayApi,
  id: "envoy-gateway",
  title,
  gatewayControllers: ["gateway.envoyproxy.io/gatewayclass-controller"],
  usualNamespace: "envoy-gateway-system",
  exposedBy: httpRoute,
  promises: { ...gatewayApi.promises, reissuesAfterPodLoss: true },
  verified: "source",
  versions: {
    since: "1.10",
    why: "earlier releases give the cookie the path of the route",
    otherwise: "envoy-gateway-before-1.10",
    image: "envoyproxy/gateway",
  },
  sources: [
    "envoyproxy/gateway: internal/gatewayapi/route.go, internal/xds/translator",
    "Envoy Gateway: release notes of 1.10, breaking changes (pull request 9950)",
    "envoyproxy/envoy: source/extensions/http/stateful_session/cookie/cookie.h",
  ],
  prerequisites: [],
  cookieTellsAddress: true,
  cookie: cookieOf(title, fixed<string>("/", `${title} gives the cookie the path /`)),
};

/** The same up to 1.9, whose cookies have the path of the route. */
export const envoyGatewayBefore110: Dialect = {
  ...envoyGateway,
  id: "envoy-gateway-before-1.10",
  title: earlier,
  variantOf: envoyGateway.id,
  verified: "live",
  seenLive: { version: "1.9.1", date: "2026-11-28" },
  versions: {
    until: "1.9",
    why: "later releases give the cookie the path /",
    otherwise: envoyGateway.id,
    image: "envoyproxy/gateway",
  },
  sources: [
    "envoyproxy/gateway: internal/gatewayapi/route.go, internal/xds/translator/session_persistence.go of 1.9.1",
    "envoyproxy/envoy: source/extensions/http/stateful_session/cookie/cookie.h",
  ],
  cookie: cookieOf(
    earlier,
    fixed<string>(({ path }) => path, `${earlier} gives the cookie the path of the route`),
  ),
};

function cookieOf(name: string, path: Dialect["cookie"]["path"]): Dialect["cookie"] {
  return {
    name: nameFor(name),
    maxAgeSeconds: lifetime(name),
    path,
    domain: unsupported(`${name} cannot set a cookie domain`),
    sameSite: unsupported(`${name} cannot set SameSite`),
    secure: fixed<boolean>(false, `${name} cannot make the cookie Secure`),
    httpOnly: fixed<boolean>(true, `${name} makes the cookie HttpOnly in any case`),
  };
}
