import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { connect, isIP, type LookupFunction } from "node:net";
import { loopbackLookup } from "./loopbackLookup";

/** How long an address may take to accept a connection, in milliseconds. */
const connectTimeoutMilliseconds = 2_000;

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

/** The URL's host; an IPv6 address without its brackets. */
export function hostnameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** All addresses of the URL's host, by the rule for it or by DNS. */
export async function resolveHost(
  url: URL,
  rules: readonly ResolveRule[],
): Promise<LookupAddress[]> {
  const host = hostnameOf(url);
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
 * Those of the addresses that take connections: of a name with an IPv4 and an IPv6 address often one
 * does not, and a browser silently takes the other. All of them where none does.
 */
export async function answeringAddresses(
  url: URL,
  addresses: readonly LookupAddress[],
): Promise<readonly LookupAddress[]> {
  if (addresses.length < 2) {
    return addresses;
  }
  const answers = await Promise.all(addresses.map(({ address }) => connects(address, portOf(url))));
  const answering = addresses.filter((_, index) => answers[index]);
  return answering.length === 0 ? addresses : answering;
}

async function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectTimeoutMilliseconds });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}

/**
 * Answers every lookup with one of the addresses, in turn: so connections are free of DNS, and all
 * addresses of a site get their share.
 */
export function lookupInTurn(addresses: readonly LookupAddress[]): LookupFunction {
  let next = 0;
  return (host, options, callback) => {
    const chosen = addresses[next % addresses.length];
    next += 1;
    if (!chosen) {
      systemLookup(host, options, callback);
    } else if (options.all) {
      callback(null, [chosen]);
    } else {
      callback(null, chosen.address, chosen.family);
    }
  };
}
