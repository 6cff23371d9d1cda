/** An annotation whose controller looks at the value before it takes it. */
export interface Validated {
  readonly key: string;
  readonly takes: RegExp;
  /** What it takes, as text. */
  readonly allowed: string;
  /** What the controller does with another value: a sentence without a subject. */
  readonly otherwise: string;
  /** Whether it then serves nothing at all. @default false */
  readonly servesNothing?: boolean;
}

const nginx = "nginx.ingress.kubernetes.io";
const sticky = "traefik.ingress.kubernetes.io/service.sticky";
const openshift = "router.openshift.io";
const alb = "alb.ingress.kubernetes.io";
const azure = "appgw.ingress.kubernetes.io";

/** Go's strconv.ParseBool. */
const bool = {
  takes: /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/,
  allowed: "true or false",
};

/** Go's strconv.ParseInt and Atoi. */
const integer = { takes: /^[+-]?\d+$/, allowed: "a whole number of seconds" };

/** For a controller to which an empty value is none. */
function unlessEmpty(all: readonly Validated[]): readonly Validated[] {
  return all.map((one) => ({
    ...one,
    takes: new RegExp(`^$|${one.takes.source}`, one.takes.flags),
  }));
}

/**
 * kubernetes/ingress-nginx 1.15: internal/ingress/annotations/sessionaffinity/main.go names a check for each annotation,
 * which parser/validators.go has: `ValidateOptions` trims the value first, `ValidateRegex` takes blanks out of it where it
 * is told to, as for name, path and domain. Since 1.12 they hold without being asked for (`--enable-annotation-validation`).
 */
const ingressNginx = unlessEmpty([
  {
    key: `${nginx}/affinity`,
    takes: /^\s*cookie\s*$/,
    allowed: "cookie, in lower case",
    otherwise: "has no affinity",
  },
  {
    key: `${nginx}/affinity-mode`,
    takes: /^\s*(balanced|persistent)\s*$/,
    allowed: "balanced or persistent, in lower case",
    otherwise: "hashes as with balanced, so that more pods move clients",
  },
  {
    // BasicCharsRegex.
    key: `${nginx}/session-cookie-name`,
    takes: /^[-./:\w~ ]*$/,
    allowed: "letters, digits and - . _ ~ / :",
    otherwise: "calls the cookie INGRESSCOOKIE",
  },
  {
    // URLIsValidRegex; the comma since 1.12.
    key: `${nginx}/session-cookie-path`,
    takes: /^[-./:\w~,?&= ]*$/,
    allowed: "letters, digits and - . _ ~ / : , ? & =",
    otherwise: "gives the cookie the path of the Ingress's rule",
  },
  {
    key: `${nginx}/session-cookie-domain`,
    takes: /^[-./:\w~ ]*$/,
    allowed: "letters, digits and - . _ ~ / :",
    otherwise: "leaves Domain out",
  },
  ...["Max-Age", "Expires"].map((attribute) => ({
    // affinityCookieExpiresRegex, which holds for a part of the value.
    key: `${nginx}/session-cookie-${attribute.toLowerCase()}`,
    takes: /^0|-?[1-9]\d*$/,
    allowed: "a whole number of seconds",
    otherwise: `leaves ${attribute} out`,
  })),
  {
    key: `${nginx}/session-cookie-samesite`,
    takes: /^\s*(none|lax|strict)\s*$/i,
    allowed: "None, Lax or Strict",
    otherwise: "leaves SameSite out",
  },
  ...["secure", "conditional-samesite-none", "change-on-failure"].map((name) => ({
    key: `${nginx}/session-cookie-${name}`,
    ...bool,
    otherwise: "goes on as with false",
  })),
]);

/**
 * traefik/traefik 3: pkg/provider/kubernetes/ingress/annotations.go decodes all annotations of a Service at once, by
 * traefik/paerser: parser/nodes_metadata.go (`Disabled`) has a part that is allowed to be empty off for any value but true,
 * parser/element_fill.go fails for a value of the wrong kind, and kubernetes.go then leaves out what leads to the Service.
 */
const traefik: readonly Validated[] = [
  ...[sticky, `${sticky}.cookie`].map((key) => ({
    key,
    takes: /^(true)?$/i,
    allowed: "true",
    otherwise: "has no affinity",
  })),
  ...["secure", "httponly"].map((name) => ({
    key: `${sticky}.cookie.${name}`,
    ...{ ...bool, servesNothing: true },
    otherwise: "leaves the whole Service out, with an error in its log",
  })),
  {
    key: `${sticky}.cookie.maxage`,
    ...{ ...integer, servesNothing: true },
    otherwise: "leaves the whole Service out, with an error in its log",
  },
  {
    // pkg/server/service/loadbalancer/sticky.go, convertSameSite.
    key: `${sticky}.cookie.samesite`,
    takes: /^(none|lax|strict)?$/i,
    allowed: "none, lax or strict (before Traefik 3.7 in lower case alone)",
    otherwise: "leaves SameSite out",
  },
];

/** By the dialect's id. What is not here is taken as it is, or not known. */
export const takenValues: Readonly<Record<string, readonly Validated[]>> = {
  "ingress-nginx": ingressNginx,
  traefik,
  // traefik/traefik 3: pkg/provider/kubernetes/ingress-nginx/annotations.go, parseIngressConfig.
  "traefik-ingress-nginx": [
    { key: `${nginx}/session-cookie-max-age`, ...integer, otherwise: "leaves Max-Age out" },
  ],
  // openshift/router: images/router/haproxy/conf/haproxy-config.template, firstMatch (of the whole value, or the next one).
  "openshift-route": unlessEmpty([
    {
      key: `${openshift}/cookie_name`,
      takes: /^[\w-]+$/,
      allowed: "letters, digits, _ and -",
      otherwise: "calls the cookie as it does without (ROUTER_COOKIE_NAME, or a hash)",
    },
    {
      key: `${openshift}/cookie-same-site`,
      takes: /^(Lax|Strict|None)$/,
      allowed: "Lax, Strict or None",
      otherwise: "sets SameSite=None",
    },
  ]),
  // jcmoraisjr/haproxy-ingress: pkg/converters/ingress/annotations/backend.go, buildBackendAffinity.
  "haproxy-ingress": [
    {
      key: "haproxy-ingress.github.io/affinity",
      takes: /^cookie$/,
      allowed: "cookie, in lower case",
      otherwise: "has no affinity",
    },
  ],
  // AWS: Elastic Load Balancing, ModifyTargetGroupAttributes, to which the controller hands the list as it is.
  "aws-load-balancer-controller": [
    {
      takes: /^(?!.*stickiness\.type\s*=(?!\s*(lb_cookie|app_cookie)\s*(,|$)))/,
      allowed:
        "stickiness.type=lb_cookie, or app_cookie with the name of the application's own cookie",
    },
    {
      takes:
        /^(?!.*stickiness\.(lb|app)_cookie\.duration_seconds\s*=(?!\s*([1-9]\d{0,4}|[1-5]\d{5}|60[0-3]\d{3}|604[0-7]\d{2}|604800)\s*(,|$)))/,
      allowed: "a duration of 1 to 604800 seconds",
    },
    {
      takes:
        /^(?!.*stickiness\.type\s*=\s*app_cookie)|stickiness\.app_cookie\.cookie_name\s*=\s*(?!AWSALB)[^\s,]/,
      allowed:
        "with stickiness.type=app_cookie also stickiness.app_cookie.cookie_name, no name that begins with AWSALB",
    },
  ].map((attribute) => ({
    key: `${alb}/target-group-attributes`,
    ...attribute,
    otherwise:
      "changes no attribute of the target group: AWS refuses the list (events of the Ingress)",
  })),
  // Azure/application-gateway-kubernetes-ingress: pkg/annotations/ingress_annotations.go, parseBool, and
  // pkg/appgw/backendhttpsettings.go.
  "azure-application-gateway": [
    { key: `${azure}/cookie-based-affinity`, ...bool, otherwise: "has no affinity" },
    {
      key: `${azure}/cookie-based-affinity-distinct-name`,
      ...bool,
      otherwise: "calls the cookie ApplicationGatewayAffinity, as all others",
    },
  ],
};

/** The annotations of an object whose values a controller does not take. @param family its id, as `familyOf` says it */
export function refusedValues(
  family: string,
  annotations: Readonly<Record<string, string | undefined>>,
): (Validated & { readonly value: string })[] {
  return (takenValues[family] ?? []).flatMap((one) => {
    const value = annotations[one.key];
    return value === undefined || one.takes.test(value) ? [] : [{ ...one, value }];
  });
}
