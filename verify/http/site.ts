import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { type Answerer, describeIdentity, type Identity, whoAnswered } from "../identity";
import { messageOf } from "../message";
import {
  answeringAddresses,
  hostnameOf,
  lookupInTurn,
  type ResolveRule,
  resolveHost,
} from "./connectOptions";
import { type Exchange, issuedCookie } from "./exchange";
import { FreshConnections } from "./freshConnections";
import { KeptConnection } from "./keptConnection";
import type { Response, Transport, TransportArgs } from "./transport";

/** How long one request may take before it counts as lost, in milliseconds. */
const timeoutMilliseconds = 5_000;

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
}

/** Sends one GET; whatever becomes of it is in the exchange. Rejects only when aborted. */
export type Send = (args: SendArgs) => Promise<Exchange>;

/** The application as a client sees it. */
export class Site {
  readonly url: URL;
  private readonly transports = new Set<Transport>();
  private addresses: Promise<readonly LookupAddress[]> | undefined;
  private newConnections: Promise<Send> | undefined;
  private readonly abort = (): void => void this.close();

  constructor(private readonly args: SiteArgs) {
    this.url = args.url;
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
    const { url, headers = {}, resolve = [], insecure = false } = this.args;
    // A name that does not resolve is lost request by request, as it is for a user.
    const resolved = await resolveHost(url, resolve).catch(() => []);
    this.addresses ??= answeringAddresses(url, resolved);
    const lookup = lookupInTurn(await this.addresses);
    const { serverName } = this;
    const args: TransportArgs = { url, headers, lookup, serverName, insecure, timeoutMilliseconds };
    const transport =
      use === "new connections"
        ? new FreshConnections(args)
        : new KeptConnection(args, { http2: use === "HTTP/2" });
    this.transports.add(transport);
    return (args) => this.send(transport, args);
  }

  private async send(transport: Transport, args: SendArgs): Promise<Exchange> {
    const { identity, signal } = this.args;
    const { cookie: cookieSent, cookieName } = args;
    const sentAt = performance.now();
    try {
      const { status, headers, body } = await transport.get(this.target(args.path), cookieSent);
      const milliseconds = performance.now() - sentAt;
      const setCookies = setCookiesOf(headers);
      const cookieValue =
        identity.kind === "cookie" ? sessionCookie(setCookies, cookieSent, cookieName) : undefined;
      const answerer = whoAnswered(identity, { headers, body, cookieValue });
      const lost = reasonOfLoss(status, milliseconds, answerer, identity);
      // Field by field: spreads would take a tenth of the whole request.
      return {
        cookieSent,
        status,
        headers,
        setCookies,
        answerer,
        lost,
        sentAt,
        milliseconds,
        body,
      };
    } catch (error) {
      signal.throwIfAborted();
      const milliseconds = performance.now() - sentAt;
      const lost = messageOf(error);
      return { cookieSent, headers: {}, setCookies: [], lost, sentAt, milliseconds, body: "" };
    }
  }

  private target(path: string | undefined): string {
    const { pathname, search } = path === undefined ? this.url : new URL(path, this.url);
    return pathname + search;
  }
}

/** Why nobody got anything of the answer. */
function reasonOfLoss(
  status: number,
  milliseconds: number,
  answerer: Answerer | undefined,
  identity: Identity,
): string | undefined {
  if (status >= 500) {
    return `status ${status}`;
  }
  if (answerer === undefined) {
    return `status ${status} without ${describeIdentity(identity)}`;
  }
  // The client library has a time for each part of a request, and none for all of it.
  return milliseconds > timeoutMilliseconds
    ? `no answer within ${timeoutMilliseconds / 1000} s`
    : undefined;
}

function setCookiesOf(headers: Response["headers"]): readonly string[] {
  const lines = headers["set-cookie"];
  return typeof lines === "string" ? [lines] : (lines ?? []);
}

/** The value that stands for the pod: the one that was set, else the one that was sent. */
function sessionCookie(
  setCookies: readonly string[],
  cookieSent: string | undefined,
  name: string | undefined,
): string | undefined {
  if (name === undefined) {
    const [only, ...others] = setCookies;
    return others.length === 0 ? only?.split(";", 1)[0] : undefined;
  }
  const sent = cookieSent?.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return issuedCookie({ setCookies }, name) ?? sent?.slice(name.length + 1);
}
