import { isIP, isIPv4 } from "node:net";
import { describeNonHost, isHostName, suggestHost } from "./hostName";
import { isImageReference } from "./imageReference";
import { isDnsLabel, isObjectName, isQualifiedName, isQualifiedPart } from "./names";
import { isCertificate, isPrivate, isPrivateKey } from "./pem";
import { parseQuantity, suggestQuantity } from "./quantity";
import { describeNonSitePath, isSitePath, suggestSitePath } from "./sitePath";
import { readStoreUrl } from "./storeUrl";

/** A range of addresses (apimachinery's IsValidCIDR): an address, and how many of its bits count. */
function isCidr(value: string): boolean {
  const [, address = "", bits = ""] = /^([^%]*)\/(0|[1-9]\d{0,2})$/.exec(value) ?? [];
  return isIP(address) !== 0 && Number(bits) <= (isIPv4(address) ? 32 : 128);
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

/** The name of a Service's port, which has a letter, or its number. */
function isServicePort(value: string): boolean {
  return /^\d+$/.test(value)
    ? Number(value) >= 1 && Number(value) <= 65535
    : isDnsLabel(value) && /[a-z]/.test(value);
}

/** A path as a probe accepts it. */
function isUrlPath(value: string): boolean {
  return /^\/[^\s\p{Cc}?#]*$/u.test(value);
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
    matches: isObjectName,
    allowed: "lower-case letters, digits, - and ., 253 characters at most",
  },
  servicePort: {
    matches: isServicePort,
    allowed: "the name of a port, or its number from 1 to 65535",
  },
  hostName: {
    matches: (value) => isHostName(value.replace(/^\*\./, "")),
    allowed:
      "a DNS name in lower case, without scheme, port and path; *. before it for all names below",
    describe: describeNonHost,
    suggest: suggestHost,
  },
  certificate: {
    matches: isCertificate,
    allowed: "one or more certificates as PEM: -----BEGIN CERTIFICATE-----",
    describe: (value) => (isPrivate(value) ? "a private key is in it" : undefined),
  },
  privateKey: {
    matches: isPrivateKey,
    allowed: "a private key as PEM, without a passphrase: -----BEGIN PRIVATE KEY-----",
    describe: (value) =>
      value.includes("ENCRYPTED")
        ? "it is encrypted with a passphrase, which nobody could enter"
        : undefined,
  },
  certificateArn: {
    // Of the certificate manager, or an older one of IAM (AWS: Amazon resource names).
    matches: (value) =>
      /^arn:aws[a-z-]*:(acm:[a-z0-9-]+:\d{12}:certificate|iam::\d{12}:server-certificate)\/[\w+=.@/-]+$/.test(
        value,
      ),
    allowed: "arn:aws:acm:REGION:ACCOUNT:certificate/ID",
  },
  networkSource: {
    matches: (value) => isDnsLabel(value) || isCidr(value),
    allowed: "the name of a namespace, or addresses as 10.0.0.0/8",
    describe: (value) =>
      isIP(value) === 0 ? undefined : `one address is written ${value}/${isIPv4(value) ? 32 : 128}`,
  },
  imageReference: {
    matches: isImageReference,
    allowed: "[registry/]repository[:tag][@digest], without spaces",
  },
  sitePath: {
    matches: isSitePath,
    allowed:
      "a path that begins with /, of letters, digits, %XX and -._~!$&'()*+,;=:@, without //, /./, /../, %2F and a * at its end, 1,024 characters at most",
    describe: describeNonSitePath,
    suggest: suggestSitePath,
  },
  urlPath: {
    matches: isUrlPath,
    allowed: "a path that begins with /, without spaces, ? and #",
  },
  portNumber: {
    matches: (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65535,
    allowed: "a port from 1 to 65535",
  },
  folder: {
    matches: isFolder,
    allowed: "an absolute path below /, without spaces, colons and ..",
  },
  quantity: {
    matches: (value) => (parseQuantity(value) ?? 0) > 0,
    allowed: "a Kubernetes quantity above 0, such as 50m or 0.5 for cpu, 64Mi or 1Gi for memory",
    suggest: suggestQuantity,
  },
  podField: {
    // kubernetes/kubernetes: pkg/apis/core/validation/validation.go, validEnvDownwardAPIFieldPathExpressions.
    matches: (value) =>
      /^(metadata\.(name|namespace|uid)|spec\.(nodeName|serviceAccountName)|status\.(hostIP|podIP)s?|metadata\.(labels|annotations)\['[^']+'\])$/.test(
        value,
      ),
    allowed:
      "metadata.name, .namespace, .uid, .labels['KEY'] or .annotations['KEY'], spec.nodeName or .serviceAccountName, status.podIP, .podIPs, .hostIP or .hostIPs",
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
  qualifiedName: {
    // What the API server accepts (apimachinery, IsQualifiedName); it compares keys of annotations in lower case.
    matches: isQualifiedName,
    allowed:
      "names of letters, digits, -, _ and ., 63 characters at most, with or without a DNS name and / in front",
  },
  labelValue: {
    // apimachinery, IsValidLabelValue.
    matches: (value) => value === "" || isQualifiedPart(value),
    allowed:
      "letters, digits, -, _ and ., 63 characters at most, that begin and end with a letter or digit",
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
    matches: (value) => readStoreUrl(value) !== undefined,
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
