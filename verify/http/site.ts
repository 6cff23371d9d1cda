import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { defaultTimeoutSeconds } from "../defaults";
import type { Identity } from "../identity";
import { requestHeaders } from "./browserHeaders";
import {
  answeringAddresses,
  hostnameOf,
  lookupInTurn,
  type ResolveRule,
  resolveHost,
} from "./connectOptions";
import { EitherVersion } from "./eitherVersion";
import type { Exchange } from "./exchange";
import { exchangeOf, failedExchange } from "./exchangeOf";
import { FreshConnections } from "./freshConnections";
import { Http2Connections } from "./http2Connections";
import { KeptConnection } from "./keptConnection";
import { Pace } from "./pace";
import { isAmong, type StatusRange, successful } from "./status";
import type { Transport, TransportArgs } from "./transport";

/** How requests use connections: one each, or one for all of a visitor's. */
export type ConnectionUse = "new connections" | "one connection" | "HTTP/2";

export interface SiteArgs {
  readonly url: URL;
  readonly identity: Identity;
  /** Sent with every request. @default {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default [] */
  readonly resolve?: readonly ResolveRule[];
  /** Whether a certificate that cannot be trusted is taken all the same. @default false */
  readonly insecure?: boolean;
  /** How long one request may take, in seconds. @default 30 */
  readonly timeoutSeconds?: number;
  /** Requests per second of all clients that keep to the site's pace. @default - as fast as answers come */
  readonly perSecond?: number;
  /** Statuses that count as an answer beside 200 to 299. @default [] */
  readonly acceptStatus?: readonly StatusRange[];
  /** What sends the requests over connections that are used like that. @default - the network */
  readonly transport?: (use: ConnectionUse) => Transport;
  /** Ends all requests under way: they then reject with the signal's reason. */
  readonly signal: AbortSignal;
}

export interface SendArgs {
  /** Path and query. @default those of the site's URL */
  readonly path?: string;
  /** The `Cookie` header. @default - none */
  readonly cookie?: string;
  /** The session cookie's name, where its value may tell who answered. */
  readonly cookieName?: string;
  /** What is posted, as a browser sends a form. @default - nothing: a GET */
  readonly form?: string;
}

/** Sends one request; whatever becomes of it is in the exchange. Rejects only when aborted. */
export type Send = (args: SendArgs) => Promise<Exchange>;

/** The application as a client sees it. */
export class Site {
  readonly url: URL;
  /** When clients may send their next request, unless they have a rate of their own. */
  readonly pace: Pace;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMilliseconds: number;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly accepted: readonly StatusRange[];
  private readonly transports = new Set<Transport>();
  private addresses: Promise<readonly LookupAddress[]> | undefined;
  private newConnections: Promise<Send> | undefined;
  private readonly abort = (): void => void this.close();

  constructor(private readonly args: SiteArgs) {
    const { perSecond, signal, timeoutSeconds = defaultTimeoutSeconds } = args;
    this.url = args.url;
    this.pace = new Pace({ ...(perSecond !== undefined && { perSecond }), signal });
    this.timeoutMilliseconds = timeoutSeconds * 1000;
    this.headers = requestHeaders(args.headers ?? {});
    this.accepted = [successful, ...(args.acceptStatus ?? [])];
    args.signal.addEventListener("abort", this.abort);
  }

  /** Where cookies belong: to the host that the application takes the requests for. */
  get cookieUrl(): string {
    return this.publicUrl().href;
  }

  /**
   * The name that a TLS connection asks for and a certificate has to be for: a proxy chooses by it, so
   * it is the one of the `Host` header where there is one. Empty for an address, which is no name.
   */
  get serverName(): string {
    const name = hostnameOf(this.publicUrl());
    return isIP(name) === 0 ? name : "";
  }

  /** The same application under another of its hosts; to be closed by who asks for it. */
  at(url: URL): Site {
    return new Site({ ...this.args, url });
  }

  /** A way to send requests over connections that are used like that. */
  async sender(use: ConnectionUse): Promise<Send> {
    if (use !== "new connections") {
      return this.open(use);
    }
    this.newConnections ??= this.open(use);
    return this.newConnections;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    this.args.signal.removeEventListener("abort", this.abort);
    await Promise.all([...this.transports].map((transport) => transport.close()));
  }

  /** The URL under the host that the application takes the requests for. */
  private publicUrl(): URL {
    const host = Object.entries(this.args.headers ?? {}).find(([name]) => /^host$/i.test(name));
    const url = new URL(this.url);
    if (host) {
      url.host = host[1];
    }
    return url;
  }

  private async open(use: ConnectionUse): Promise<Send> {
    const { url, resolve = [], insecure = false } = this.args;
    const { headers, timeoutMilliseconds } = this;
    // A name that does not resolve is lost request by request, as it is for a user.
    const resolved = await resolveHost(url, resolve).catch(() => []);
    this.addresses ??= answeringAddresses(url, resolved);
    const lookup = lookupInTurn(await this.addresses);
    const { serverName } = this;
    const args: TransportArgs = { url, headers, lookup, serverName, insecure, timeoutMilliseconds };
    const transport = this.args.transport?.(use) ?? transportFor(use, args);
    this.transports.add(transport);
    return (args) => this.send(transport, args);
  }

  private async send(transport: Transport, args: SendArgs): Promise<Exchange> {
    const { identity, signal } = this.args;
    const { path, cookie, cookieName, form } = args;
    const accepts = (status: number) => this.isAccepted(status, path);
    const request = {
      cookieSent: cookie,
      cookieName,
      identity,
      accepts,
      sentAt: performance.now(),
    };
    try {
      const target = this.target(path);
      const response =
        form === undefined
          ? await transport.get(target, cookie)
          : await transport.post(target, form, cookie);
      return exchangeOf(response, request);
    } catch (error) {
      signal.throwIfAborted();
      return failedExchange(error, request);
    }
  }

  /**
   * Of another path than the one that is verified it is enough that a pod answers: it may be made up, and a login
   * page or a redirect tells its pod as well.
   */
  private isAccepted(status: number, path: string | undefined): boolean {
    return isAmong(status, this.accepted) || (path !== undefined && status < 500 && status !== 429);
  }

  private target(path: string | undefined): string {
    const { pathname, search } = path === undefined ? this.url : new URL(path, this.url);
    return pathname + search;
  }
}

function transportFor(use: ConnectionUse, args: TransportArgs): Transport {
  switch (use) {
    case "new connections":
      return new EitherVersion(
        new FreshConnections(args),
        new Http2Connections(args, { keepsConnection: false }),
      );
    case "one connection":
      return new EitherVersion(
        new KeptConnection(args),
        new Http2Connections(args, { keepsConnection: true }),
      );
    case "HTTP/2":
      return new Http2Connections(args, { keepsConnection: true });
  }
}
