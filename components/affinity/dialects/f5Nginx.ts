import type { Target, Dialect } from "../dialect";
import type { NativeSettings } from "../setting";
import { ingress } from "../exposedBy/ingress";
import { annotationsOf, objectOf, textAt } from "../objects";
import { matching, presence, sameSite, seconds, text, within } from "../settings";

const title = "F5 NGINX Ingress Controller";

/** One more is nginx's word for "as long as possible", which it writes as ten years (NGX_HTTP_STICKY_COOKIE_MAX_EXPIRES). */
const longestMaxAge = 2_145_916_554;

/** The native settings are nginx's parameters of `sticky cookie`, `name` aside. */
function target(key: string): Target {
  return {
    on: "ingress",
    object: "Ingress, annotation",
    key,
    write: (native, { name: appName, serviceName = appName }) => {
      if (native === undefined) {
        return {};
      }
      const { name = "", ...parameters } = native;
      const written = Object.entries(parameters).map(([parameter, value]) =>
        value === "" ? parameter : `${parameter}=${value}`,
      );
      const value = [`serviceName=${serviceName}`, name, ...written].join(" ");
      return { ingress: { annotations: { [key]: value } } };
    },
    read: (objects) => {
      const found = objectOf(objects, "Ingress");
      const backend = textAt(
        ...([found, "spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"] as const),
      );
      const own = partsOf(annotationsOf(found)[key] ?? "").find(
        ([service]) => service === `serviceName=${backend ?? ""}`,
      );
      return own && readParameters(own.slice(1));
    },
  };
}

/** What the annotation says of each Service, as text. */
function partsOf(annotation: string): string[][] {
  return annotation.split(";").map((part) => part.trim().split(/\s+/));
}

/** The Services that the annotation names. */
export function servicesNamed(annotation: string): string[] {
  return partsOf(annotation).flatMap(([key = ""]) => /^serviceName=(.+)$/.exec(key)?.[1] ?? []);
}

function readParameters([name = "", ...parameters]: readonly string[]): NativeSettings {
  const pairs = parameters.map((parameter) => {
    const [key = "", ...value] = parameter.split("=");
    return [key, value.join("=")] as const;
  });
  return { name, ...Object.fromEntries(pairs) };
}

const unitSeconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 7 * 86400,
  M: 30 * 86400,
  y: 365 * 86400,
};

/** A time as nginx writes it, such as `90`, `1h30m` or `max`, as far as it is one of whole seconds. */
function secondsOf(time = ""): number | undefined {
  if (time === "max" || !/^(\d+[smhdwMy]?)+$/.test(time)) {
    return undefined;
  }
  return [...time.matchAll(/(\d+)([smhdwMy]?)/g)].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (unitSeconds[unit] ?? 1),
    0,
  );
}

/** Open source from 5.4.0 on, where nginx itself has `sticky`, and Plus of the same releases. */
export const f5Nginx: Dialect = {
  id: "f5-nginx",
  title,
  platform: "kubernetes",
  ingressControllers: ["nginx.org/ingress-controller"],
  usualIngressClass: "nginx",
  exposedBy: ingress,
  target: target("nginx.org/sticky-cookie-services"),
  ownKeys: {
    "nginx.org/sticky-cookie-services": "affinity.cookie",
    "nginx.com/sticky-cookie-services": "affinity.cookie",
    // One server, the Service's own address, behind which kube-proxy picks the pod.
    "nginx.org/use-cluster-ip": "affinity.type",
  },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: true,
    keepsTerminatingPods: false,
  },
  verified: "source",
  sources: [
    "nginx/kubernetes-ingress: internal/configs/{annotations,parsing_helpers}.go, internal/k8s/validation.go",
    "nginx/nginx: src/http/modules/ngx_http_upstream_sticky_module.c",
  ],
  prerequisites: [
    `${title} has to be 5.4.0 or later: before, nginx.org/sticky-cookie-services does nothing.`,
  ],
  terminations: ["none", "edge"],
  cookie: {
    name: text("name"),
    maxAgeSeconds: within(
      { ...seconds("expires", "s"), read: ({ expires }) => secondsOf(expires) },
      title,
      1,
      longestMaxAge,
    ),
    // The annotation goes into nginx's configuration as it is, where these have a meaning.
    path: matching(
      text("path"),
      /^[^"$\\{}]*$/,
      `${title} accepts no " $ \\ { } in a cookie path: they are syntax of nginx's configuration`,
      'a path without " $ \\ { }',
      "/",
    ),
    domain: text("domain"),
    sameSite: sameSite("samesite", (value) => value.toLowerCase()),
    secure: presence("secure"),
    httpOnly: presence("httponly"),
  },
};

/** Plus of any release, which has had an annotation of its own for it. */
export const f5NginxPlus: Dialect = {
  ...f5Nginx,
  id: "f5-nginx-plus",
  title: "F5 NGINX Ingress Controller with NGINX Plus",
  variantOf: f5Nginx.id,
  target: target("nginx.com/sticky-cookie-services"),
  prerequisites: [
    "The controller has to run NGINX Plus: it refuses nginx.com/sticky-cookie-services without.",
  ],
};
