import { isIP } from "node:net";
import { isObjectName } from "./names";

/**
 * A host that a rule may name. One whose last label is a number is an address to browsers: `1.2.3` is 1.2.0.3 (URL
 * Standard, section 3.5, "ends in a number").
 */
export function isHostName(value: string): boolean {
  return isObjectName(value) && !/(^|\.)([0-9]+|0x[0-9a-f]*)$/.test(value);
}

/** What a value that is no host name seems to be, for a message; `undefined` if nothing is recognised. */
export function describeNonHost(value: string): string | undefined {
  if (isIP(value) !== 0 || isObjectName(value)) {
    return "an IP address has no cookies of its own to keep clients apart";
  }
  if (value.includes("://")) {
    return "that is a URL";
  }
  if (value.includes("/")) {
    return "the path has a setting of its own, {path}";
  }
  if (value.includes("*")) {
    return "a wildcard is the whole of the first label";
  }
  if (value !== value.toLowerCase() && isHostName(value.toLowerCase())) {
    return "Kubernetes accepts host names in lower case only";
  }
  if (/^[^:]+:\d+$/.test(value)) {
    return "a host is given without a port";
  }
  return undefined;
}

/** The host name that was probably meant. */
export function suggestHost(value: string): string | undefined {
  const host = value
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[/:].*$/, "");
  return isHostName(host) ? host : undefined;
}
