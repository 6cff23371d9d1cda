import type { Target, Dialect } from "../dialect";
import { ingress } from "../exposedBy/ingress";
import { objectOf, textAt, valueAt } from "../objects";
import { seconds, unsupported, within } from "../settings";

const title = "The GKE Ingress controller";
const apiVersion = "cloud.google.com/v1";
const attached = "cloud.google.com/backend-config";
const timeToLive = "affinityCookieTtlSec";

const target: Target = {
  object: `BackendConfig, attached by the Service's annotation ${attached}`,
  key: "spec.sessionAffinity.affinityType",
  ownKinds: [
    {
      apiVersion,
      kind: "BackendConfig",
      plural: "backendconfigs",
      concerns: ({ metadata }, known) =>
        metadata.name ===
        backendConfigOf(textAt(objectOf(known, "Service"), "metadata", "annotations", attached)),
    },
  ],
  write: (native, { name, ingressClassName }) => ({
    // An Ingress with spec.ingressClassName is not its own.
    ingress: { annotations: { "kubernetes.io/ingress.class": ingressClassName } },
    service: {
      annotations: {
        // Pods as endpoints; else a cookie names a node and kube-proxy picks the pod.
        "cloud.google.com/neg": JSON.stringify({ ingress: true }),
        ...(native !== undefined && { [attached]: JSON.stringify({ default: name }) }),
      },
    },
    objects:
      native === undefined
        ? []
        : [
            {
              apiVersion,
              kind: "BackendConfig",
              metadata: { name },
              spec: {
                sessionAffinity: {
                  affinityType: "GENERATED_COOKIE",
                  ...(native[timeToLive] !== undefined && {
                    [timeToLive]: Number(native[timeToLive]),
                  }),
                },
              },
            },
          ],
  }),
  read: (objects) => {
    const name = backendConfigOf(
      textAt(objectOf(objects, "Service"), "metadata", "annotations", attached),
    );
    const config = objects.find(
      ({ kind, metadata }) => kind === "BackendConfig" && metadata.name === name,
    );
    const affinity = valueAt(config, "spec", "sessionAffinity");
    const seconds = valueAt(affinity, timeToLive);
    if (valueAt(affinity, "affinityType") !== "GENERATED_COOKIE") {
      return undefined;
    }
    return { ...(typeof seconds === "number" && { [timeToLive]: String(seconds) }) };
  },
};

function backendConfigOf(annotation: string | undefined): string | undefined {
  try {
    return textAt(JSON.parse(annotation ?? "{}"), "default");
  } catch {
    return undefined;
  }
}

/** Google's external and internal Application Load Balancers by Ingress. */
export const gkeIngress: Dialect = {
  id: "gke-ingress",
  title,
  platform: "kubernetes",
  // It reads an annotation of its own; there is no IngressClass.
  ingressControllers: [],
  usualIngressClass: "gce",
  exposedBy: { ...ingress, classBy: "annotation" },
  target,
  ownKeys: {
    "kubernetes.io/ingress.class": "ingressClassName",
    "cloud.google.com/neg": "affinity.type",
    [attached]: "affinity.cookie",
    [`beta.${attached}`]: "affinity.cookie",
  },
  promises: {
    affinity: "hash",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "source",
  sources: [
    "kubernetes/ingress-gce: pkg/apis/backendconfig/v1/types.go",
    "Google Cloud: Ingress features, Session affinity",
  ],
  terminations: ["none", "edge"],
  cookie: {
    name: unsupported(`${title} names the cookie itself`),
    maxAgeSeconds: within(seconds(timeToLive), title, 1, 86400),
    path: unsupported(`${title} cannot set the cookie's path`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: unsupported(`${title} cannot set Secure`),
    httpOnly: unsupported(`${title} cannot set HttpOnly`),
  },
};
