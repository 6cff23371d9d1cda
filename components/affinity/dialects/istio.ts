import type { Application } from "../application";
import type { Target, Dialect } from "../dialect";
import { refuse } from "../setting";
import { istioGateway, makeIstioGateway } from "../exposedBy/istioGateway";
import { listAt, type Need, objectOf, textAt, valueAt } from "../objects";
import { namesService } from "../ownKinds";
import { tlsSecretNamesOf } from "../tlsSecrets";
import { fixed, presence, sameSite, seconds, text, unless, unsupported, within } from "../settings";

const title = "Istio";

/** Where the gateway is, which is where istiod looks for the Secrets of `credentialName`. */
function needsOf({ exposure, ...secrets }: Application): string[] {
  const names = tlsSecretNamesOf(secrets);
  return exposure.tls === "edge" && names.length > 0
    ? [
        `${title} reads ${names.length === 1 ? "the Secret" : "the Secrets"} ${names.join(", ")} in the namespace of its ingress gateway's pods, usually istio-system, not in the application's namespace.`,
      ]
    : [];
}

/** The longest duration of protobuf, in seconds: 10,000 years (google/protobuf/duration.proto). */
const longestDuration = 315_576_000_000;
const apiVersion = "networking.istio.io/v1";
const consistentHash = ["trafficPolicy", "loadBalancer", "consistentHash", "httpCookie"] as const;
const key = `spec.${consistentHash.join(".")}`;

/** Attributes of the cookie that earlier releases have no field for. */
const attributeNames = ["Domain", "SameSite", "Secure"];

const destinationRule: Target = {
  object: "DestinationRule",
  key,
  bindsService: true,
  ownKinds: [
    {
      apiVersion,
      kind: "DestinationRule",
      plural: "destinationrules",
      concerns: (object, known) => namesService(textAt(object, "spec", "host"), known),
    },
  ],
  write: (native, application) => {
    const gateway = makeIstioGateway(application);
    if (native === undefined) {
      return { objects: gateway };
    }
    const { name, path, ttl } = native;
    const attributes = attributeNames
      .filter((key) => key in native)
      .map((key) => ({ name: key, ...(native[key] !== "" && { value: native[key] }) }));
    const need: Need = { apiVersion, kind: "DestinationRule", field: `${key}.attributes` };
    return {
      objects: [
        ...gateway,
        {
          apiVersion,
          kind: "DestinationRule",
          metadata: { name: application.name },
          spec: {
            host: application.serviceName ?? application.name,
            trafficPolicy: {
              loadBalancer: {
                consistentHash: {
                  httpCookie: {
                    name,
                    path,
                    // Without it the cookie is never made; 0 is one that ends with the browser.
                    ttl: ttl ?? "0s",
                    ...(attributes.length > 0 && { attributes }),
                  },
                },
              },
            },
          },
        },
      ],
      ...(attributes.length > 0 && { needs: [need] }),
    };
  },
  read: (objects) => {
    const rule = objectOf(objects, "DestinationRule");
    const found = valueAt(rule, "spec", ...consistentHash);
    const ttl = textAt(found, "ttl");
    // Without a lifetime no cookie is made, and nothing sticks.
    if (found === undefined || ttl === undefined) {
      return undefined;
    }
    const name = textAt(found, "name");
    const path = textAt(found, "path");
    const attributes = listAt(found, "attributes").map((attribute) => [
      textAt(attribute, "name") ?? "",
      textAt(attribute, "value") ?? "",
    ]);
    return {
      ttl,
      ...(name !== undefined && { name }),
      ...(path !== undefined && { path }),
      ...(Object.fromEntries(attributes) as Record<string, string>),
    };
  },
};

/** Istio's ingress gateway with a DestinationRule: soft affinity, by hashing. */
export const istio: Dialect = {
  id: "istio",
  title,
  platform: "kubernetes",
  ingressControllers: ["istio.io/ingress-controller"],
  exposedBy: istioGateway,
  target: destinationRule,
  ownKeys: {},
  promises: {
    affinity: "hash",
    survivesScaleUp: false,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "live",
  seenLive: { version: "1.31", date: "2026-11-28" },
  sources: [
    "istio/api: networking/v1alpha3/destination_rule.proto",
    "istio/istio: pilot/pkg/xds/sds.go, filterAuthorizedResources",
    "envoyproxy/envoy: source/common/router/router.h, addDownstreamSetCookie",
  ],
  needsOf,
  install: "istioctl install",
  terminations: ["none", "edge"],
  cookie: {
    name: text("name"),
    maxAgeSeconds: within(seconds("ttl", "s"), title, 1, longestDuration),
    path: text("path"),
    domain: text("Domain"),
    sameSite: sameSite("SameSite"),
    secure: presence("Secure"),
    httpOnly: fixed<boolean>(true, `${title} makes the cookie HttpOnly in any case`),
  },
};

const label = "istio.io/persistent-session";
const persistentTitle = "Istio with persistent sessions";

/** Istio's ingress gateway with Envoy's stateful sessions, which name one pod. Off unless istiod is told to. */
export const istioPersistentSession: Dialect = {
  ...istio,
  id: "istio-persistent-session",
  title: persistentTitle,
  variantOf: istio.id,
  target: {
    object: "Service, label",
    key: label,
    write: (native, application) => ({
      objects: makeIstioGateway(application),
      ...(native !== undefined && { service: { labels: { [label]: native.name ?? "" } } }),
    }),
    read: (objects) => {
      const [name, path] =
        textAt(objectOf(objects, "Service"), "metadata", "labels", label)?.split(":") ?? [];
      return name === undefined ? undefined : { name, ...(path !== undefined && { path }) };
    },
  },
  ownKeys: { [label]: "affinity.cookie.name", [`${label}-header`]: "affinity.type" },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: true,
  },
  sources: [
    "istio/istio: pilot/pkg/networking/util/util.go, MaybeBuildStatefulSessionFilterConfig",
    "istio/istio: pilot/pkg/features, pilot/pkg/networking/core/cluster.go, pilot/pkg/xds/sds.go",
    "envoyproxy/envoy: source/extensions/http/stateful_session/cookie/cookie.h",
  ],
  prerequisites: [
    "istiod has to run with PILOT_ENABLE_PERSISTENT_SESSION_FILTER=true: without it the label does nothing.",
  ],
  cookieTellsAddress: true,
  cookie: {
    // The value of a label, which is narrower than the name of a cookie.
    name: unless(text("name"), (name) =>
      name.length <= 63 && /^[A-Za-z0-9](.*[A-Za-z0-9])?$/.test(name)
        ? undefined
        : refuse(
            `${persistentTitle} has the cookie's name in a label`,
            "a name of 63 characters at most that begins and ends with a letter or digit",
            "hello",
          ),
    ),
    maxAgeSeconds: unsupported(`${persistentTitle} cannot give the cookie a lifetime`),
    path: fixed<string>("/", `${persistentTitle} cannot set another cookie path than /`),
    domain: unsupported(`${persistentTitle} cannot set a cookie domain`),
    sameSite: unsupported(`${persistentTitle} cannot set SameSite`),
    secure: fixed<boolean>(false, `${persistentTitle} cannot make the cookie Secure`),
    httpOnly: fixed<boolean>(true, `${persistentTitle} makes the cookie HttpOnly in any case`),
  },
};
