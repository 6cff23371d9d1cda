import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";

const loopbackAddresses: readonly LookupAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/** Whether `host` is `localhost` or ends with `.localhost`: always this machine (RFC 6761, 6.3). */
export function isLoopbackName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host);
}

/**
 * Resolves `localhost` names to the loopback addresses, as curl and browsers do by themselves, and
 * every other name as Node does.
 */
export const loopbackLookup: LookupFunction = (host, options, callback) => {
  if (!isLoopbackName(host)) {
    lookup(host, options, callback);
    return;
  }
  const addresses = ofFamily(options.family);
  if (options.all) {
    callback(null, addresses);
    return;
  }
  const [first] = addresses;
  callback(null, first?.address ?? "", first?.family);
};

function ofFamily(family: LookupOptions["family"]): LookupAddress[] {
  const wanted = Number(String(family ?? 0).replace("IPv", ""));
  return loopbackAddresses.filter((address) => wanted === 0 || address.family === wanted);
}
