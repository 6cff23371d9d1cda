import type { Application } from "../application";
import type { Target, Dialect } from "../dialect";
import { ingressWithoutSecret } from "../exposedBy/ingress";
import { annotationsOf, objectOf, type PlainObject } from "../objects";
import { fixed, seconds, unsupported, within } from "../settings";

const title = "The AWS Load Balancer Controller";
const prefix = "alb.ingress.kubernetes.io";
const key = `${prefix}/target-group-attributes`;

const lbCookie = "lb_cookie";

/** The native settings are attributes of the target group. */
const target: Target = {
  on: "ingress",
  object: "Ingress, annotation",
  key,
  write: (native) =>
    native === undefined
      ? {}
      : {
          ingress: {
            annotations: {
              // With the default, instance, a cookie names a node and kube-proxy picks the pod.
              [`${prefix}/target-type`]: "ip",
              [key]: [
                "stickiness.enabled=true",
                `stickiness.type=${lbCookie}`,
                ...Object.entries(native).map(([attribute, value]) => `${attribute}=${value}`),
              ].join(","),
            },
          },
        },
  read: (objects) => {
    const attributes = attributesOf(objectOf(objects, "Ingress"));
    const on = attributes !== undefined && (attributes["stickiness.type"] ?? lbCookie) === lbCookie;
    return on ? { [duration]: attributes[duration] ?? String(defaultDuration) } : undefined;
  },
};

/** The attributes of a target group that is sticky and has pods for targets; `undefined` for another. */
function attributesOf(
  ingress: PlainObject | undefined,
): Readonly<Record<string, string | undefined>> | undefined {
  const annotations = annotationsOf(ingress);
  const attributes = Object.fromEntries(
    (annotations[key] ?? "").split(",").map((pair) => {
      const [attribute = "", value = ""] = pair.split("=");
      return [attribute.trim(), value.trim()];
    }),
  );
  return attributes["stickiness.enabled"] === "true" &&
    annotations[`${prefix}/target-type`] === "ip"
    ? attributes
    : undefined;
}

/** Whether the load balancer keeps a client by a cookie that the application itself sets. */
export function keptByOwnCookie(ingress: PlainObject): boolean {
  const attributes = attributesOf(ingress);
  return (
    attributes?.["stickiness.type"] === "app_cookie" &&
    (attributes["stickiness.app_cookie.cookie_name"] ?? "") !== ""
  );
}

const duration = "stickiness.lb_cookie.duration_seconds";
const defaultDuration = 86400;

/**
 * The load balancer asks pods itself, by default for 200 at `/`, and without the readiness probe's answer; it has
 * https only where the annotations say so (pkg/ingress/model_build_listener.go, computeIngressListenPorts).
 */
function loadBalancerAnnotations({
  exposure: { tls },
  healthCheck,
  loadBalancer: { scheme, certificateArns } = {},
}: Application): Record<string, unknown> {
  return {
    ...(healthCheck && {
      [`${prefix}/healthcheck-path`]: healthCheck.path,
      [`${prefix}/success-codes`]: "200-399",
      ...(healthCheck.port !== undefined && { [`${prefix}/healthcheck-port`]: healthCheck.port }),
    }),
    ...(scheme !== undefined && { [`${prefix}/scheme`]: scheme }),
    ...(certificateArns !== undefined && { [`${prefix}/certificate-arn`]: certificateArns }),
    ...(tls === "edge" && {
      [`${prefix}/listen-ports`]: JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
      [`${prefix}/ssl-redirect`]: "443",
    }),
  };
}

/**
 * Its health check has no setting for headers, and `Host` is an address with its port (AWS: ModifyTargetGroup;
 * Troubleshoot your Application Load Balancers).
 */
function needsOf({ healthCheck }: Application): string[] {
  const { headers = [] } = healthCheck ?? {};
  return headers.length === 0
    ? []
    : [
        `The load balancer asks for the pods' health by itself, without the readiness probe's headers (${headers.join(", ")}), and with an IP address as Host: to a pod that refuses such a request it sends no clients. Have readiness ask a path that answers 200 to 399 without them.`,
      ];
}

/** Amazon's Application Load Balancer. */
export const awsLoadBalancer: Dialect = {
  id: "aws-load-balancer-controller",
  title,
  platform: "kubernetes",
  ingressControllers: ["ingress.k8s.aws/alb"],
  usualIngressClass: "alb",
  exposedBy: {
    ...ingressWithoutSecret,
    object: "an Ingress of the AWS Load Balancer Controller",
    supportedSettings: [
      ...ingressWithoutSecret.supportedSettings,
      "loadBalancer.scheme",
      // Without it they come from the certificate manager, by the hosts.
      "loadBalancer.certificateArns",
    ],
    annotations: loadBalancerAnnotations,
  },
  target,
  ownKeys: {
    [key]: "affinity.type",
    [`${prefix}/target-type`]: "affinity.type",
    [`${prefix}/scheme`]: "loadBalancer.scheme",
    [`${prefix}/certificate-arn`]: "loadBalancer.certificateArns",
  },
  promises: {
    affinity: "strong",
    survivesScaleUp: true,
    reissuesAfterPodLoss: false,
    keepsTerminatingPods: false,
  },
  verified: "documentation",
  sources: [
    "kubernetes-sigs/aws-load-balancer-controller: docs/guide/ingress/annotations.md",
    "kubernetes-sigs/aws-load-balancer-controller: pkg/ingress/model_build_listener.go",
    "AWS: Elastic Load Balancing, ModifyTargetGroup",
    "AWS: Elastic Load Balancing, Troubleshoot your Application Load Balancers",
    "AWS: Elastic Load Balancing, Sticky sessions for your Application Load Balancer",
    "kubernetes-sigs/aws-load-balancer-controller: pkg/ingress/model_build_listener_rules.go, buildPathPatternsForPrefixPathType",
  ],
  paths: {
    pattern: /^[^*]*$/,
    refused: `${title} refuses a wildcard in a path of the type Prefix`,
    allowed: "a path without *; everything below it is included",
  },
  needsOf,
  terminations: ["none", "edge"],
  cookie: {
    name: fixed<string>("AWSALB", `${title} calls its cookie AWSALB`),
    maxAgeSeconds: {
      ...within(seconds(duration), title, 1, 604800),
      // The load balancer keeps the duration to itself: Expires is 7 days from now, whatever it is.
      inSetCookie: false,
      whenUnset: {
        value: () => defaultDuration,
        why: `${title} has no cookie that ends with the browser: it lives ${defaultDuration} seconds`,
      },
    },
    path: unsupported(`${title} cannot set the cookie's path`),
    domain: unsupported(`${title} cannot set a cookie domain`),
    sameSite: unsupported(`${title} cannot set SameSite`),
    secure: unsupported(`${title} cannot set Secure`),
    httpOnly: unsupported(`${title} cannot set HttpOnly`),
  },
};
