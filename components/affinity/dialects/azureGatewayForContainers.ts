import type { Target, Dialect } from "../dialect";
import { httpRoute, makeHttpRoute } from "../exposedBy/httpRoute";
import { objectOf, textAt, valueAt } from "../objects";
import { namesKnown } from "../ownKinds";
import { seconds, text, unsupported } from "../settings";

const apiVersion = "alb.networking.azure.io/v1";
const title = "Azure's Application Gateway for Containers";

/** The native settings are the fields of `sessionAffinity`. */
const target: Target = {
  object: "RoutePolicy of the HTTPRoute",
  key: "spec.default.sessionAffinity",
  ownKinds: [
    {
      apiVersion,
      kind: "RoutePolicy",
      plural: "routepolicies",
      concerns: (object, known) => namesKnown(valueAt(object, "spec", "targetRef"), known),
    },
  ],
  write: (native, application) => ({
    objects: [
      makeHttpRoute(application),
      ...(native === undefined
        ? []
        : [
            {
              apiVersion,
              kind: "RoutePolicy",
              metadata: { name: application.name },
              spec: {
                targetRef: {
                  group: "gateway.networking.k8s.io",
                  kind: "HTTPRoute",
                  name: application.name,
                },
                default: { sessionAffinity: { affinityType: "application-cookie", ...native } },
              },
            },
          ]),
    ],
  }),
  read: (objects) => {
    const policy = objectOf(objects, "RoutePolicy");
    const affinity = valueAt(policy, "spec", "default", "sessionAffinity");
    if (textAt(affinity, "affinityType") === "managed-cookie") {
      return { cookieName: "AGCAffinity", cookieDuration: `${managedDuration}s` };
    }
    const cookieName = textAt(affinity, "cookieName");
    const cookieDuration = textAt(affinity, "cookieDuration");
    return cookieName === undefined || cookieDuration === undefined
      ? undefined
      : { cookieName, cookieDuration };
  },
};

/** What the gateway gives a cookie whose lifetime is left to it. */
const managedDuration = 86400;

/** Application Gateway for Containers by the Gateway API. */
export const azureGatewayForContainers: Dialect = {
  id: "azure-gateway-for-containers",
  title,
  platform: "kubernetes",
  ingressControllers: ["alb.networking.azure.io/alb-controller"],
  gatewayControllers: ["alb.networking.azure.io/alb-controller"],
  exposedBy: httpRoute,
  target,
  ownKeys: {},
  // Its documents say neither what more pods nor what a lost pod does to a client.
  promises: {
    affinity: "strong",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "documentation",
  sources: [
    "Microsoft: Application Gateway for Containers, Session affinity (learn.microsoft.com/azure/application-gateway/for-containers/session-affinity)",
  ],
  noWildcardHosts: `${title} has not matched wildcard hosts of an HTTPRoute (Azure/AKS#4713), and no document says that it does now`,
  terminations: ["none", "edge"],
  cookie: {
    name: text("cookieName"),
    maxAgeSeconds: {
      ...seconds("cookieDuration", "s"),
      // Its documents do not say that the cookie tells it.
      inSetCookie: false,
      whenUnset: {
        value: () => managedDuration,
        why: `${title} has no cookie that ends with the browser: it lives ${managedDuration} seconds`,
      },
    },
    path: unsupported(`${title} cannot set the cookie's path`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: unsupported(`${title} cannot set Secure`),
    httpOnly: unsupported(`${title} cannot set HttpOnly`),
  },
};
