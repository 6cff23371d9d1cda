import { connect, type Socket } from "node:net";
import { connect as connectTls, createSecureContext } from "node:tls";
import { hostnameOf, portOf } from "./connectOptions";
import { mostConnectMilliseconds } from "./limits";
import type { TransportArgs } from "./transport";

/**
 * Opens connections to the site, each with a TLS handshake of its own where it is https.
 *
 * @param protocol what is spoken on it, as ALPN calls it
 */
export function connector(
  { url, lookup, serverName, insecure }: TransportArgs,
  protocol: "http/1.1" | "h2",
): () => Socket {
  const options = {
    ...{ host: hostnameOf(url), port: portOf(url), lookup },
    // Which address to take is decided already; Node's own race gives up on one after 250 ms.
    autoSelectFamily: false,
  };
  if (url.protocol !== "https:") {
    return () => connect(options);
  }
  const tlsOptions = {
    ...options,
    servername: serverName,
    rejectUnauthorized: !insecure,
    ALPNProtocols: [protocol],
    // One for all: it holds the authorities, and nothing of a client.
    secureContext: createSecureContext(),
  };
  return () => connectTls(tlsOptions);
}

/** How long a connection may take, of a request that may take so long, in milliseconds. */
export function connectMilliseconds({ timeoutMilliseconds }: TransportArgs): number {
  return Math.min(timeoutMilliseconds, mostConnectMilliseconds);
}
