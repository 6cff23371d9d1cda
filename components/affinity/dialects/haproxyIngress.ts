import type { Target, Dialect } from "../dialect";
import type { NativeSettings } from "../setting";
import { ingress } from "../exposedBy/ingress";
import { annotationsOf, objectOf } from "../objects";
import { fixed, presence, sameSite, seconds, text } from "../settings";

const title = "haproxy-ingress";
const prefix = "haproxy-ingress.github.io";
const keywordsKey = `${prefix}/session-cookie-keywords`;
const domainKey = `${prefix}/session-cookie-domain`;

/** What `cookie ... insert` needs in any case: the application never sees the cookie, no cache keeps it. */
const usualKeywords = ["indirect", "nocache"];
const defaultKeywords = "indirect nocache httponly";

/** The settings are HAProxy's keywords of `cookie`; `attr X=Y` is the setting `attr X` with the value `Y`. */
const target: Target = {
  on: "ingress",
  object: "Ingress, annotation",
  key: `${prefix}/affinity`,
  write: (native, { hasPathPorts = false }) => {
    if (native === undefined) {
      return {};
    }
    const { name = "", domain, ...keywords } = native;
    const written = Object.entries(keywords).map(([key, value]) =>
      value === "" ? key : `${key}=${value}`,
    );
    return {
      ingress: {
        annotations: {
          [`${prefix}/affinity`]: "cookie",
          [`${prefix}/session-cookie-name`]: name,
          [keywordsKey]: [...usualKeywords, ...written].join(" "),
          ...(domain !== undefined && { [domainKey]: domain }),
          // The UID of the pod, which is the same for the backends of all its ports (syncBackendEndpointCookies).
          ...(hasPathPorts && {
            [`${prefix}/session-cookie-value-strategy`]: "pod-uid",
            [`${prefix}/session-cookie-dynamic`]: "false",
          }),
          // Three checks in a row: a pod whose node is gone is left after 3 s instead of 6.
          [`${prefix}/health-check-interval`]: "1s",
        },
      },
    };
  },
  read: (objects) => {
    const found = annotationsOf(objectOf(objects, "Ingress"));
    if (found[`${prefix}/affinity`] !== "cookie") {
      return undefined;
    }
    const domain = found[domainKey];
    return {
      name: found[`${prefix}/session-cookie-name`] ?? "INGRESSCOOKIE",
      ...(domain !== undefined && { domain }),
      ...readKeywords(found[keywordsKey] ?? defaultKeywords),
      // The annotation of its own says None or nothing, and adds Secure.
      ...(found[`${prefix}/session-cookie-same-site`] === "true" && {
        "attr SameSite": "None",
        secure: "",
      }),
    };
  },
};

function readKeywords(keywords: string): NativeSettings {
  const native: Record<string, string> = {};
  for (const [, attribute, value, keyword] of keywords.matchAll(
    /\battr\s+([^\s=]+)=(\S*)|(\S+)/g,
  )) {
    if (attribute !== undefined) {
      native[`attr ${attribute}`] = value ?? "";
    } else if (keyword !== undefined) {
      native[keyword] = "";
    }
  }
  return native;
}

/**
 * The community's haproxy-ingress (jcmoraisjr). Its keywords go into HAProxy's configuration as they are, so
 * that they can say more than its own annotations do.
 */
export const haproxyIngress: Dialect = {
  id: "haproxy-ingress",
  title,
  platform: "kubernetes",
  ingressControllers: ["haproxy-ingress.github.io/controller"],
  usualIngressClass: "haproxy",
  exposedBy: ingress,
  target,
  ownKeys: Object.fromEntries(
    // It reads each under both of its prefixes (--annotations-prefix).
    [prefix, "ingress.kubernetes.io"].flatMap((own) =>
      Object.entries({
        affinity: "affinity.type",
        "cookie-key": "affinity.type",
        "session-cookie-name": "affinity.cookie.name",
        "session-cookie-domain": "affinity.cookie.domain",
        "session-cookie-same-site": "affinity.cookie.sameSite",
        "session-cookie-keywords": "affinity.cookie",
        "session-cookie-strategy": "affinity.cookie",
        "session-cookie-value-strategy": "affinity.cookie",
        "session-cookie-dynamic": "affinity.cookie",
        "session-cookie-preserve": "affinity.cookie",
        "session-cookie-shared": "affinity.cookie",
        // One server, the Service's own address, behind which kube-proxy picks the pod.
        "service-upstream": "affinity.type",
      }).map(([name, setting]) => [`${own}/${name}`, setting]),
    ),
  ),
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: false,
  },
  knowsPodsAtEveryPort: true,
  podUpdates: {
    seconds: 2.2,
    setting: "--rate-limit-update 0.5, --wait-before-update 200ms",
    source: "jcmoraisjr/haproxy-ingress: pkg/controller/config/options.go",
  },
  verified: "live",
  seenLive: { version: "0.14.0", date: "2026-11-28" },
  sources: [
    "jcmoraisjr/haproxy-ingress: docs/content/en/docs/configuration/keys.md",
    "jcmoraisjr/haproxy-ingress: pkg/converters/ingress/annotations/backend.go",
    "jcmoraisjr/haproxy-ingress: pkg/converters/ingress/ingress.go, syncBackendEndpointCookies",
    "jcmoraisjr/haproxy-ingress: rootfs/etc/templates/haproxy/haproxy.tmpl, “check”",
    "haproxy/haproxy: doc/configuration.txt, “cookie”",
  ],
  terminations: ["none", "edge"],
  cookie: {
    name: text("name"),
    maxAgeSeconds: seconds("attr Max-Age"),
    path: fixed<string>("/", `${title} cannot set another cookie path than /`),
    domain: text("domain"),
    sameSite: sameSite("attr SameSite"),
    secure: presence("secure"),
    httpOnly: presence("httponly"),
  },
};
