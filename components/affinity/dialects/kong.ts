import type { Target, Dialect } from "../dialect";
import type { NativeSettings } from "../setting";
import { ingress } from "../exposedBy/ingress";
import { objectOf, textAt, valueAt } from "../objects";
import { matching, text, unsupported } from "../settings";

const title = "Kong";
const apiVersion = "configuration.konghq.com/v1beta1";
const attached = "konghq.com/upstream-policy";

/** A KongUpstreamPolicy whose spec has the native settings, attached to the Service. */
function upstreamPolicy(
  key: string,
  toSpec: (native: NativeSettings) => object,
  fromSpec: (spec: unknown) => NativeSettings | undefined,
): Target {
  return {
    object: `KongUpstreamPolicy, attached by the Service's annotation ${attached}`,
    key,
    ownKinds: [
      {
        apiVersion,
        kind: "KongUpstreamPolicy",
        plural: "kongupstreampolicies",
        concerns: ({ metadata }, known) =>
          metadata.name === textAt(objectOf(known, "Service"), "metadata", "annotations", attached),
      },
    ],
    write: (native, { name }) =>
      native === undefined
        ? {}
        : {
            service: { annotations: { [attached]: name } },
            objects: [
              {
                apiVersion,
                kind: "KongUpstreamPolicy",
                metadata: { name },
                spec: toSpec(native),
              },
            ],
          },
    read: (objects) => {
      const name = textAt(objectOf(objects, "Service"), "metadata", "annotations", attached);
      const policy = objects.find(
        ({ kind, metadata }) => kind === "KongUpstreamPolicy" && metadata.name === name,
      );
      return fromSpec(policy?.spec);
    },
  };
}

function cookieWords(
  name: string | undefined,
  path: string | undefined,
): NativeSettings | undefined {
  return name === undefined ? undefined : { name, ...(path !== undefined && { path }) };
}

const cookie: Dialect["cookie"] = {
  name: text("name"),
  maxAgeSeconds: unsupported(`${title} cannot give the cookie a lifetime`),
  path: matching(
    text("path", () => "/"),
    /^(?!.*\/\/)([A-Za-z0-9._~/-]|%[0-9A-Fa-f]{2})*$/,
    `${title} rejects the configuration if a cookie path has an empty segment or a character beside letters, digits, percent-encoded ones and - . _ ~ /`,
    "a path of letters, digits, percent-encoded characters and - . _ ~ /, without //",
    "/",
  ),
  domain: unsupported(`${title} cannot set a cookie domain`),
  sameSite: unsupported(`${title} cannot set SameSite`),
  secure: unsupported(`${title} has no setting for Secure`),
  httpOnly: unsupported(`${title} has no setting for HttpOnly`),
};

/** Kong's Ingress Controller with the open-source gateway: the cookie is a random id that is hashed. */
export const kong: Dialect = {
  id: "kong",
  title,
  platform: "kubernetes",
  ingressControllers: ["ingress-controllers.konghq.com/kong"],
  usualIngressClass: "kong",
  exposedBy: ingress,
  target: upstreamPolicy(
    "spec.hashOn.cookie",
    ({ name, path }) => ({
      algorithm: "consistent-hashing",
      hashOn: { cookie: name, cookiePath: path },
    }),
    (spec) =>
      valueAt(spec, "algorithm") === "consistent-hashing"
        ? cookieWords(textAt(spec, "hashOn", "cookie"), textAt(spec, "hashOn", "cookiePath"))
        : undefined,
  ),
  ownKeys: {
    [attached]: "affinity.cookie",
    // One server, the Service's own address, behind which kube-proxy picks the pod.
    "ingress.kubernetes.io/service-upstream": "affinity.type",
  },
  promises: {
    affinity: "hash",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  podUpdates: {
    seconds: 3,
    setting: "--proxy-sync-seconds 3",
    source: "Kong/kubernetes-ingress-controller: internal/dataplane/synchronizer.go",
  },
  verified: "source",
  sources: [
    "Kong/kubernetes-ingress-controller: internal/dataplane/kongstate, KongUpstreamPolicy",
    "Kong/kubernetes-configuration: api/configuration/v1beta1/kongupstreampolicy_types.go",
    "Kong/kong: kong/db/schema/typedefs.lua, validate_path",
  ],
  install:
    "helm install kong ingress --repo https://charts.konghq.com --namespace kong --create-namespace",
  terminations: ["none", "edge"],
  cookie,
};

/** Kong Gateway Enterprise, whose sticky sessions name one pod. */
export const kongEnterprise: Dialect = {
  ...kong,
  id: "kong-enterprise",
  title: "Kong Enterprise",
  variantOf: kong.id,
  target: upstreamPolicy(
    "spec.stickySessions.cookie",
    ({ name, path }) => ({
      algorithm: "sticky-sessions",
      hashOn: { input: "none" },
      stickySessions: { cookie: name, cookiePath: path },
    }),
    (spec) =>
      valueAt(spec, "algorithm") === "sticky-sessions"
        ? cookieWords(
            textAt(spec, "stickySessions", "cookie"),
            textAt(spec, "stickySessions", "cookiePath"),
          )
        : undefined,
  ),
  promises: { ...kong.promises, affinity: "strong", survivesScaleUp: true },
  prerequisites: [
    "Kong Gateway Enterprise has to be 3.11 or later and its ingress controller 3.5 or later: earlier ones refuse sticky-sessions.",
  ],
};
