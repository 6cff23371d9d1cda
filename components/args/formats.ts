import { isIP } from "node:net";

/** A DNS label: what a Kubernetes object, and so a pod's host name, may be called (RFC 1123). */
export function isDnsLabel(value: string): boolean {
  return value.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(value);
}

/** A host that a rule may name: labels joined by dots, in lower case, 253 characters at most. */
export function isHostName(value: string): boolean {
  return value.length <= 253 && isIP(value) === 0 && value.split(".").every(isDnsLabel);
}

/** What a value that is no host name seems to be, for a message; `undefined` if nothing is recognised. */
function describeNonHost(value: string): string | undefined {
  if (isIP(value) !== 0) {
    return "an IP address has no cookies of its own to keep clients apart";
  }
  if (value.includes("://")) {
    return "that is a URL";
  }
  if (value.includes("/")) {
    return "the path has a setting of its own, {path}";
  }
  if (value.includes("*")) {
    return "a wildcard names no single host for clients";
  }
  if (value !== value.toLowerCase() && isHostName(value.toLowerCase())) {
    return "Kubernetes accepts host names in lower case only";
  }
  if (/^[^:]+:\d+$/.test(value)) {
    return "a host is given without a port";
  }
  return undefined;
}

/**
 * A reference to an image: `[registry[:port]/]path[:tag][@digest]` (the grammar of
 * distribution/reference), where only the registry may have capitals.
 */
export function isImageReference(value: string): boolean {
  const registry =
    /(?:(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::\d+)?\/|localhost(?::\d+)?\/|[A-Za-z0-9-]+:\d+\/)?/;
  const component = /[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*/;
  const tag = /(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?/;
  const digest = /(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?/;
  return new RegExp(
    `^${registry.source}${component.source}(?:/${component.source})*${tag.source}${digest.source}$`,
  ).test(value);
}

/** The URL of a server that speaks Redis's protocol. */
export function isStoreUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== "";
}

/** A folder that a volume can be mounted at. */
function isFolder(value: string): boolean {
  const isBelowRoot = value.split("/").some((step) => step !== "" && step !== ".");
  return /^\/[^\s\p{Cc}:]+$/u.test(value) && isBelowRoot && !hasParent(value);
}

/** Whether a step of a path leads upwards. */
function hasParent(path: string): boolean {
  return path.split("/").includes("..");
}

/** A path as an Ingress, a Route and a probe accept it. */
function isUrlPath(value: string): boolean {
  return /^\/[^\s\p{Cc}?#]*$/u.test(value);
}

const suffixes = new Map([
  ["", 1], ["n", 1e-9], ["u", 1e-6], ["m", 1e-3],
  ["k", 1e3], ["M", 1e6], ["G", 1e9], ["T", 1e12], ["P", 1e15], ["E", 1e18],
  ["Ki", 2 ** 10], ["Mi", 2 ** 20], ["Gi", 2 ** 30], ["Ti", 2 ** 40], ["Pi", 2 ** 50], ["Ei", 2 ** 60],
]); // prettier-ignore

/** A Kubernetes quantity as a number, such as 0.05 for `50m`; `undefined` if it is none (apimachinery, api/resource). */
export function parseQuantity(value: string): number | undefined {
  const match =
    /^([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]+))?$/.exec(value);
  if (!match) {
    return undefined;
  }
  const [, digits = "", suffix = "", exponent] = match;
  return exponent === undefined
    ? Number(digits) * (suffixes.get(suffix) ?? NaN)
    : Number(`${digits}e${exponent}`);
}

/** The host name that was probably meant. */
function suggestHost(value: string): string | undefined {
  const host = value
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[/:].*$/, "");
  return isHostName(host) ? host : undefined;
}

/**
 * The StatefulSet controller labels each pod with `<name>-<hash of the revision, 10 characters>`, and a
 * label's value has at most 63 characters (pkg/controller/statefulset, kubernetes/kubernetes#64023).
 */
export const longestName = 63 - "-0123456789".length;

/** How many characters a password of the session store has at least. */
const passwordLength = 16;

/** A time as the router reads it, always with its unit; it silently ignores any other (openshift/router, haproxy-config.template). */
const routerTime = /^[1-9][0-9]*(us|ms|s|m|h|d)$/;

/** What a text has to look like. */
export interface Format {
  readonly matches: (value: string) => boolean;
  /** A phrase that reads after "allowed:". */
  readonly allowed: string;
  /** Why nothing else is accepted: a sentence without a full stop. */
  readonly reason?: string;
  /** What a value that does not match seems to be; `undefined` if nothing is recognised. */
  readonly describe?: (value: string) => string | undefined;
  /** The value that was probably meant. */
  readonly suggest?: (value: string) => string | undefined;
}

/** The formats that the tag `@format` names. */
export const formats = {
  appName: {
    matches: (value) => isDnsLabel(value) && value.length <= longestName && /^[a-z]/.test(value),
    allowed: `a lower-case letter, then lower-case letters, digits and -, ${longestName} characters at most`,
  },
  dnsLabel: {
    matches: isDnsLabel,
    allowed: "lower-case letters, digits and -, 63 characters at most",
  },
  objectName: {
    matches: isHostName,
    allowed: "lower-case letters, digits, - and ., 253 characters at most",
  },
  hostName: {
    matches: isHostName,
    allowed: "a DNS name in lower case, without scheme, port, path and wildcard",
    describe: describeNonHost,
    suggest: suggestHost,
  },
  imageReference: {
    matches: isImageReference,
    allowed: "[registry/]repository[:tag][@digest], without spaces",
  },
  urlPath: {
    matches: isUrlPath,
    allowed: "a path that begins with /, without spaces, ? and #",
  },
  folder: {
    matches: isFolder,
    allowed: "an absolute path below /, without spaces, colons and ..",
  },
  quantity: {
    matches: (value) => (parseQuantity(value) ?? 0) > 0,
    allowed: "a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory",
  },
  routerTime: {
    matches: (value) => routerTime.test(value),
    allowed: "a whole number above 0 and a unit: us, ms, s, m, h or d",
  },
  headerName: {
    // A token of RFC 9110; the API server refuses others.
    matches: (value) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value),
    allowed: "names of letters, digits and -",
  },
  headerValue: {
    matches: (value) => /^[\t\x20-\x7e]*$/.test(value),
    allowed: "printable characters of ASCII",
  },
  variableName: {
    // What every version of the API server accepts (apimachinery, IsEnvVarName).
    matches: (value) => /^[-._A-Za-z][-._A-Za-z0-9]*$/.test(value) && !/^(\.$|\.\.)/.test(value),
    allowed: "names of letters, digits, _, - and . that do not begin with a digit or ..",
  },
  dataKey: {
    // A key of a Secret or ConfigMap (apimachinery, IsConfigMapKey).
    matches: (value) =>
      /^[-._A-Za-z0-9]{1,253}$/.test(value) && value !== "." && !value.startsWith(".."),
    allowed: "letters, digits, -, _ and ., 253 characters at most",
  },
  relativePath: {
    matches: (value) => /^[^\s\p{Cc}/][^\s\p{Cc}]*$/u.test(value) && !hasParent(value),
    allowed: "a path that does not begin with /, without spaces and ..",
  },
  password: {
    matches: (value) => value.length >= passwordLength,
    allowed: `a secret of ${passwordLength} characters or more`,
    reason: "whoever reaches the store could read and make sessions",
  },
  storeUrl: {
    matches: isStoreUrl,
    allowed: "a secret: redis[s]://[user:password@]host[:port][/database]",
  },
  cookieName: {
    // OpenShift's router silently ignores any other (its haproxy-config.template).
    matches: (value) => /^[A-Za-z0-9_-]+$/.test(value),
    allowed: "letters, digits, _ and -",
  },
  cookiePath: {
    // What RFC 6265, section 4.1.1 allows, from the root on.
    matches: (value) => /^\/[^\s;\p{Cc}]*$/u.test(value),
    allowed: "a path that begins with / and has no space and no ;",
  },
  cookieDomain: {
    matches: (value) => /^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value),
    allowed: "a domain of two labels or more, in lower case",
  },
} as const satisfies Record<string, Format>;
export type FormatName = keyof typeof formats;
