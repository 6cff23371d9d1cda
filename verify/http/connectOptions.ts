import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { loopbackLookup } from "./loopbackLookup";

/** `host:port:address` of curl's `--resolve`: where connections to the host and port go. */
export interface ResolveRule {
  readonly host: string;
  readonly port: number;
  readonly address: string;
}

/**
 * Reads `host:port:address`; an IPv6 address may stand in brackets.
 *
 * @throws Error that says what is allowed
 */
export function parseResolveRule(text: string): ResolveRule {
  const [, host, port, bracketed, plain] =
    /^([^:[\]]+):(\d{1,5}):(?:\[([^\]]+)\]|(.+))$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? "";
  if (host === undefined || Number(port) > 65_535 || isIP(address) === 0) {
    throw new Error("allowed: host:port:address, such as shop.example.com:443:10.0.0.7");
  }
  return { host: host.toLowerCase(), port: Number(port), address };
}

/** The port that requests to the URL go to. */
export function portOf(url: URL): number {
  return url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
}

/** All addresses of the URL's host, by the rule for it or by DNS. */
export async function resolveHost(
  url: URL,
  rules: readonly ResolveRule[],
): Promise<LookupAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  if (family !== 0) {
    return [{ address: host, family }];
  }
  const rule = rules.find((rule) => rule.host === host && rule.port === portOf(url));
  if (rule) {
    return [{ address: rule.address, family: isIP(rule.address) }];
  }
  return new Promise((resolve, reject) => {
    loopbackLookup(host, { all: true }, (error, addresses) => {
      if (error) {
        reject(error);
      } else {
        resolve(addresses as LookupAddress[]);
      }
    });
  });
}

/**
 * Answers every lookup with the same addresses, each time from another one on: so every connection is
 * free of DNS, and all addresses of a site get their share.
 */
export function fixedLookup(addresses: readonly LookupAddress[]): LookupFunction {
  let next = 0;
  return (host, options, callback) => {
    if (addresses.length === 0) {
      systemLookup(host, options, callback);
      return;
    }
    const turn = next % addresses.length;
    next += 1;
    const turned = [...addresses.slice(turn), ...addresses.slice(0, turn)];
    if (options.all) {
      callback(null, turned);
    } else {
      callback(null, turned[0]?.address ?? "", turned[0]?.family);
    }
  };
}
