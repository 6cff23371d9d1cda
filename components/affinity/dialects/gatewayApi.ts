import {
  fromGatewayDuration,
  longestGatewayDuration,
  toGatewayDuration,
} from "../targets/gatewayDuration";
import {
  gatewayApiVersionOf,
  sessionPersistence,
  sessionFields,
} from "../targets/sessionPersistence";
import type { Dialect } from "../dialect";
import type { Setting } from "../setting";
import { refuse } from "../setting";
import { httpRoute } from "../exposedBy/httpRoute";
import { text, unless, unsupported, within } from "../settings";

const title = "The Gateway API";

/** What becomes of the field that these dialects write. */
export const deprecation =
  "The Gateway API is going to deprecate sessionPersistence on routes, in favour of its experimental Backend resource (kubernetes-sigs/gateway-api#4876): releases of it after 1.7 may need other objects.";

/** The standard channel's CRDs have no `sessionPersistence`. */
const releases = "https://github.com/kubernetes-sigs/gateway-api/releases/download";

/** A lifetime as a duration of the Gateway API. */
export function lifetime(controller: string): Setting<number> {
  return within(
    {
      settable: true,
      write: (seconds) => ({ [sessionFields.lifetime]: toGatewayDuration(seconds) }),
      read: (native) => fromGatewayDuration(native[sessionFields.lifetime] ?? ""),
    },
    controller,
    1,
    longestGatewayDuration,
  );
}

/** The name, within the limit of its field (apis/v1/shared_types.go, `SessionName` and from 1.7 on `CookieName`). */
export function nameFor(controller: string): Setting<string> {
  return unless(text(sessionFields.name), (name, application) => {
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
  text(sessionFields.path, () => "/"),
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
  caveats: [deprecation],
  install: `kubectl apply --server-side -f ${releases}/v1.6.1/experimental-install.yaml`,
  terminations: ["none", "edge"],
  cookie: {
    name: nameFor(title),
    maxAgeSeconds: lifetime(title),
    path: {
      ...path,
      read: (native) => native[sessionFields.path],
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
