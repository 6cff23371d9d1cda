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
export function describeNonHost(value: string): string | undefined {
  if (isIP(value) !== 0) {
    return "an IP address has no cookies of its own to keep clients apart";
  }
  if (value.includes("://")) {
    return "that is a URL";
  }
  if (value.includes("/")) {
    return "the path has a setting of its own, path";
  }
  if (value.includes("*")) {
    return "a wildcard names no single host that clients could be sent to";
  }
  if (value !== value.toLowerCase() && isHostName(value.toLowerCase())) {
    return "Kubernetes takes host names in lower case alone";
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
export function isFolder(value: string): boolean {
  return /^\/[^\s:]+$/.test(value) && !value.split("/").includes("..");
}

/** A number without a fraction from `least` to `most`. */
export function isWholeNumber(
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

/** A path as an Ingress, a Route and a probe take it. */
export function isUrlPath(value: string): boolean {
  return /^\/[^\s?#]*$/.test(value);
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
