import { annotations } from "../targets/annotations";
import type { Dialect } from "../dialect";
import { type Refusal, refuse, type Setting, type NativeSettings } from "../setting";
import { ingress } from "../exposedBy/ingress";
import { isTlsServed } from "../exposure";
import { fixed, matching, sameSite, seconds, text, within } from "../settings";

const prefix = "nginx.ingress.kubernetes.io";

/**
 * The longest lifetime that arrives as it is: Lua writes a number of 15 digits and more as `1e+14`
 * (rootfs/etc/nginx/lua/balancer/sticky.lua, `tonumber`).
 */
const longestMaxAge = 99_999_999_999_999;

const secure: Setting<boolean> = {
  settable: true,
  write: (value, { exposure }): NativeSettings | Refusal => {
    if (value) {
      return { [`${prefix}/session-cookie-secure`]: "true" };
    }
    return isTlsServed(exposure)
      ? refuse("ingress-nginx makes the cookie Secure wherever it serves https", "true, or unset")
      : {};
  },
  // Anything but "true" is as if it were not there.
  read: (native, exposure) =>
    native[`${prefix}/session-cookie-secure`] === "true" || isTlsServed(exposure),
};

/** What ingress-nginx reads of affinity, and Traefik's provider for its annotations. */
export const ingressNginxKeys: Dialect["ownKeys"] = {
  [`${prefix}/affinity`]: "affinity.type",
  [`${prefix}/affinity-mode`]: "affinity.type",
  [`${prefix}/session-cookie-change-on-failure`]: "affinity.type",
  [`${prefix}/session-cookie-name`]: "affinity.cookie.name",
  [`${prefix}/session-cookie-max-age`]: "affinity.cookie.maxAgeSeconds",
  [`${prefix}/session-cookie-expires`]: "affinity.cookie.maxAgeSeconds",
  [`${prefix}/session-cookie-path`]: "affinity.cookie.path",
  [`${prefix}/session-cookie-domain`]: "affinity.cookie.domain",
  [`${prefix}/session-cookie-samesite`]: "affinity.cookie.sameSite",
  [`${prefix}/session-cookie-conditional-samesite-none`]: "affinity.cookie.sameSite",
  [`${prefix}/session-cookie-secure`]: "affinity.cookie.secure",
  // One server, the Service's own address, behind which kube-proxy picks the pod.
  [`${prefix}/service-upstream`]: "affinity.type",
};

/** The community's ingress-nginx, retired in March 2026, for existing installations. It reads affinity from the Ingress. */
export const ingressNginx: Dialect = {
  id: "ingress-nginx",
  title: "ingress-nginx",
  platform: "kubernetes",
  ingressControllers: ["k8s.io/ingress-nginx"],
  usualIngressClass: "nginx",
  usualNamespace: "ingress-nginx",
  exposedBy: ingress,
  target: annotations({
    on: "ingress",
    key: `${prefix}/affinity`,
    base: {
      [`${prefix}/affinity`]: "cookie",
      // The default mode, balanced, hashes: growing the set of pods would move clients.
      [`${prefix}/affinity-mode`]: "persistent",
      // Else a pod that is dead and still listed is tried again and again, for a 502 each time.
      [`${prefix}/session-cookie-change-on-failure`]: "true",
    },
    isOn: (found) => found[`${prefix}/affinity`] === "cookie",
  }),
  ownKeys: ingressNginxKeys,
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: false,
  },
  podUpdates: {
    seconds: 3.4,
    setting: "--sync-rate-limit 0.3",
    source: "kubernetes/ingress-nginx: pkg/flags/flags.go",
  },
  verified: "source",
  sources: [
    "kubernetes/ingress-nginx: internal/ingress/annotations/sessionaffinity/main.go",
    "kubernetes/ingress-nginx: internal/ingress/annotations/parser/validators.go, URLIsValidRegex",
    "kubernetes/ingress-nginx: rootfs/etc/nginx/lua/balancer/sticky_persistent.lua",
    "kubernetes/ingress-nginx: internal/ingress/inspector/rules.go, validPathType",
  ],
  paths: {
    pattern: /^\/[A-Za-z0-9._/-]*$/,
    refused:
      "ingress-nginx refuses a path of the type Prefix with any other character (strict-validate-path-type)",
    allowed: "a path of letters, digits and . _ - /",
  },
  terminations: ["none", "edge"],
  cookie: {
    name: text(`${prefix}/session-cookie-name`, () => "INGRESSCOOKIE"),
    maxAgeSeconds: within(
      seconds(`${prefix}/session-cookie-max-age`),
      "ingress-nginx",
      1,
      longestMaxAge,
    ),
    // Always given: its own default is the path of the Ingress rule, so that two paths would get two pods.
    path: matching(
      text(`${prefix}/session-cookie-path`, ({ path }) => path),
      /^[A-Za-z0-9._~/:,?&=-]*$/,
      "ingress-nginx ignores a cookie path with a character beside letters, digits and - . _ ~ / : , ? & =, and the cookie gets the path of the Ingress rule",
      "a path of letters, digits and - . _ ~ / : , ? & =",
      "/",
    ),
    domain: text(`${prefix}/session-cookie-domain`),
    sameSite: sameSite(`${prefix}/session-cookie-samesite`),
    secure,
    httpOnly: fixed<boolean>(true, "ingress-nginx makes the cookie HttpOnly in any case"),
  },
};
