import { type LiveObject, the } from "../cluster/liveObjects";
import { targetsOf } from "./dialectMarkers";
import type { Evidence } from "./evidence";

/** An annotation whose controller looks at the value before it takes it. */
interface Validated {
  readonly key: string;
  readonly takes: RegExp;
  /** What it takes, in words. */
  readonly allowed: string;
  /** What the controller does with another value: a sentence without a subject. */
  readonly otherwise: string;
}

const nginx = "nginx.ingress.kubernetes.io";
const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";
const openshift = "router.openshift.io";

/** Go's strconv.ParseBool. */
const bool = {
  takes: /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/,
  allowed: "true or false",
};

/** kubernetes/ingress-nginx: internal/ingress/annotations/sessionaffinity/main.go and parser/validators.go. */
const ingressNginx: readonly Validated[] = [
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
    key: `${nginx}/session-cookie-name`,
    takes: /^[-./:\w~]*$/,
    allowed: "letters, digits and - . _ ~ / :",
    otherwise: "calls the cookie INGRESSCOOKIE",
  },
  {
    key: `${nginx}/session-cookie-path`,
    takes: /^[-./:\w~?&=]*$/,
    allowed: "letters, digits and - . _ ~ / : ? & =",
    otherwise: "gives the cookie the path of the Ingress's rule",
  },
  ...["max-age", "expires"].map((name) => ({
    key: `${nginx}/session-cookie-${name}`,
    takes: /^0|-?[1-9]\d*$/,
    allowed: "a whole number of seconds",
    otherwise: "makes a cookie that ends with the browser",
  })),
  {
    key: `${nginx}/session-cookie-samesite`,
    takes: /^\s*(none|lax|strict)\s*$/i,
    allowed: "None, Lax or Strict",
    otherwise: "leaves SameSite out",
  },
  ...["secure", "change-on-failure"].map((name) => ({
    key: `${nginx}/session-cookie-${name}`,
    ...bool,
    otherwise: "goes on as with false",
  })),
];

/** By the dialect's id. What is not here is taken as it is, or not known. */
const validated: Readonly<Record<string, readonly Validated[]>> = {
  "ingress-nginx": ingressNginx,
  // traefik/traefik: pkg/provider/kubernetes/ingress/annotations.go decodes all annotations of an object at once.
  traefik: ["", ".secure", ".httponly"].map((name) => ({
    key: `${sticky}${name}`,
    ...bool,
    otherwise: "drops the whole Service, with an error in its log",
  })),
  // openshift/router: images/router/haproxy/conf/haproxy-config.template.
  "openshift-route": [
    {
      key: `${openshift}/cookie_name`,
      takes: /^[\w-]+$/,
      allowed: "letters, digits, _ and -",
      otherwise: "calls the cookie by a hash of the Route's name",
    },
    {
      key: `${openshift}/cookie-same-site`,
      takes: /^(Lax|Strict|None)$/,
      allowed: "Lax, Strict or None",
      otherwise: "sets SameSite=None",
    },
  ],
  // jcmoraisjr/haproxy-ingress: pkg/converters/ingress/annotations/backend.go.
  "haproxy-ingress": [
    {
      key: "haproxy-ingress.github.io/affinity",
      takes: /^cookie$/,
      allowed: "cookie, in lower case",
      otherwise: "has no affinity",
    },
  ],
};

/** A value that the controller's own check refuses; it goes on as if the annotation were not there, or worse. */
export function droppedValue({ target }: Evidence): string | undefined {
  const { dialect } = target.expectation;
  const objects = target.cluster?.objects;
  if (!dialect || !objects) {
    return undefined;
  }
  for (const object of targetsOf(objects, dialect)) {
    const dropped = (validated[dialect.variantOf ?? dialect.id] ?? []).find(({ key, takes }) => {
      const value = object.annotations[key];
      return value !== undefined && value !== "" && !takes.test(value);
    });
    if (dropped) {
      return `${sentence(object, dropped)} ${dialect.title} drops the value and ${dropped.otherwise}: correct it.`;
    }
  }
  return undefined;
}

function sentence(object: LiveObject, { key, allowed }: Validated): string {
  return `${the(object).replace("the", "The")} has the annotation ${key}: ${JSON.stringify(object.annotations[key])}, allowed: ${allowed}.`;
}
