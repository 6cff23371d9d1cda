import type { Target, Dialect } from "../dialect";
import { httpRoute, makeHttpRoute } from "../exposedBy/httpRoute";
import { objectOf, valueAt } from "../objects";
import { namesKnown } from "../ownKinds";
import { seconds, unsupported, within } from "../settings";

const title = "The GKE Gateway controller";
const apiVersion = "networking.gke.io/v1";
const timeToLive = "cookieTtlSec";

/** The native settings are the fields of `sessionAffinity`. */
const target: Target = {
  object: "GCPBackendPolicy of the Service",
  key: "spec.default.sessionAffinity.type",
  bindsService: true,
  ownKinds: [
    {
      apiVersion,
      kind: "GCPBackendPolicy",
      plural: "gcpbackendpolicies",
      concerns: (object, known) => namesKnown(valueAt(object, "spec", "targetRef"), known),
    },
  ],
  write: (native, application) => {
    const { name, serviceName = name } = application;
    const policy = {
      apiVersion,
      kind: "GCPBackendPolicy",
      metadata: { name },
      spec: {
        default: {
          sessionAffinity: {
            type: "GENERATED_COOKIE",
            ...(native?.[timeToLive] !== undefined && { [timeToLive]: Number(native[timeToLive]) }),
          },
        },
        targetRef: { group: "", kind: "Service", name: serviceName },
      },
    };
    return { objects: [makeHttpRoute(application), ...(native === undefined ? [] : [policy])] };
  },
  read: (objects) => {
    const affinity = valueAt(
      ...([objectOf(objects, "GCPBackendPolicy"), "spec", "default", "sessionAffinity"] as const),
    );
    const ttl = valueAt(affinity, timeToLive);
    return valueAt(affinity, "type") === "GENERATED_COOKIE"
      ? { ...(typeof ttl === "number" && { [timeToLive]: String(ttl) }) }
      : undefined;
  },
};

/** Google's Application Load Balancers by the Gateway API. */
export const gkeGateway: Dialect = {
  id: "gke-gateway",
  title,
  platform: "kubernetes",
  ingressControllers: [],
  gatewayControllers: ["networking.gke.io/gateway"],
  exposedBy: httpRoute,
  target,
  ownKeys: {},
  promises: {
    affinity: "hash",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "documentation",
  sources: [
    "GoogleCloudPlatform/gke-gateway-api: GCPBackendPolicy spec.default.sessionAffinity",
    "Google Cloud: Configure Gateway resources using policies, Session affinity",
  ],
  terminations: ["none", "edge"],
  cookie: {
    name: unsupported(`${title} names the cookie itself`),
    maxAgeSeconds: within(seconds(timeToLive), title, 1, 1_209_600),
    path: unsupported(`${title} cannot set the cookie's path`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: unsupported(`${title} cannot set Secure`),
    httpOnly: unsupported(`${title} cannot set HttpOnly`),
  },
};
