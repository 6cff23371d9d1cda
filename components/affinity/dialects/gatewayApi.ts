import {
  fromGatewayDuration,
  longestGatewayDuration,
  toGatewayDuration,
} from "../targets/gatewayDuration";
import {
  gatewayApiVersionOf,
  sessionPersistence,
  sessionWords,
} from "../targets/sessionPersistence";
import type { Dialect, Setting } from "../dialect";
import { refuse } from "../dialect";
import { httpRoute } from "../exposedBy/httpRoute";
import { fixed, text, unless, unsupported, within } from "../settings";

const title = "The Gateway API";

/** The standard channel's CRDs have no `sessionPersistence`. */
const releases = "https://github.com/kubernetes-sigs/gateway-api/releases/download";

/** A lifetime as a duration of the Gateway API. */
function lifetime(controller: string): Setting<number> {
  return within(
    {
      settable: true,
      write: (seconds) => ({ [sessionWords.lifetime]: toGatewayDuration(seconds) }),
      read: (words) => fromGatewayDuration(words[sessionWords.lifetime] ?? ""),
    },
    controller,
    1,
    longestGatewayDuration,
  );
}

/** The name, within the limit of its field (apis/v1/shared_types.go, `SessionName` and from 1.7 on `CookieName`). */
function nameFor(controller: string): Setting<string> {
  return unless(text(sessionWords.name), (name, application) => {
    const longest = gatewayApiVersionOf(application) === "1.6" ? 128 : 256;
    return name.length <= longest
      ? undefined
      : refuse(
          `${controller} has a field of ${longest} characters for the cookie's name`,
          `a name of ${longest} characters at most`,
          "hello",
        );
  });
}

const path = unless(
  text(sessionWords.path, () => "/"),
  (_value, application) =>
    gatewayApiVersionOf(application) === "1.6"
      ? refuse(
          `${title} up to 1.6 has no field for the cookie's path: the implementation decides`,
          "unset; any path with gateway.apiVersion 1.7",
        )
      : undefined,
);

/** Any implementation of the Gateway API that has `sessionPersistence`, of the experimental channel. */
export const gatewayApi: Dialect = {
  id: "gateway-api",
  title,
  platform: "kubernetes",
  ingressControllers: [],
  exposedBy: {
    ...httpRoute,
    supportedSettings: [...httpRoute.supportedSettings, "gateway.apiVersion"],
  },
  target: sessionPersistence,
  ownKeys: {},
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "documentation",
  sources: [
    "kubernetes-sigs/gateway-api: geps/gep-1619",
    "kubernetes-sigs/gateway-api: apis/v1/shared_types.go",
  ],
  prerequisites: [
    "The implementation has to support sessionPersistence; Traefik, Istio, Contour, the AWS controller and GKE ignore it.",
  ],
  install: `kubectl apply --server-side -f ${releases}/v1.6.1/experimental-install.yaml`,
  terminations: ["none", "edge"],
  cookie: {
    name: nameFor(title),
    maxAgeSeconds: lifetime(title),
    path: {
      ...path,
      read: (words) => words[sessionWords.path],
      whenUnset: {
        value: (application) => (gatewayApiVersionOf(application) === "1.6" ? undefined : "/"),
        why: `${title} up to 1.6 leaves the cookie's path to the implementation`,
      },
    },
    domain: unsupported(`${title} has no field for the cookie's domain`),
    sameSite: unsupported(`${title} has no field for SameSite`),
    secure: unsupported(`${title} has no field for Secure`),
    httpOnly: unsupported(`${title} has no field for HttpOnly`),
  },
};

const envoy = "Envoy Gateway";

/** Envoy Gateway, which takes `sessionPersistence` in the shape of 1.6 for Envoy's stateful sessions. */
export const envoyGateway: Dialect = {
  ...gatewayApi,
  id: "envoy-gateway",
  title: envoy,
  gatewayControllers: ["gateway.envoyproxy.io/gatewayclass-controller"],
  exposedBy: httpRoute,
  promises: { ...gatewayApi.promises, reissuesAfterPodLoss: true },
  verified: "source",
  sources: [
    "envoyproxy/gateway: internal/gatewayapi/route.go, internal/xds/translator",
    "envoyproxy/envoy: source/extensions/http/stateful_session/cookie/cookie.h",
  ],
  prerequisites: [],
  cookieTellsAddress: true,
  cookie: {
    ...gatewayApi.cookie,
    name: nameFor(envoy),
    maxAgeSeconds: lifetime(envoy),
    path: fixed<string>(
      ({ path: own }) => own,
      `${envoy} up to 1.9.1 gives the cookie the path of the route, and later releases / always (envoyproxy/gateway#9950); this dialect is for those up to 1.9.1`,
    ),
    domain: unsupported(`${envoy} cannot set a cookie domain`),
    sameSite: unsupported(`${envoy} cannot set SameSite`),
    secure: fixed<boolean>(false, `${envoy} cannot make the cookie Secure`),
    httpOnly: fixed<boolean>(true, `${envoy} makes the cookie HttpOnly in any case`),
  },
};
