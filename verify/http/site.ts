import type { LookupAddress } from "node:dns";
import { Pool } from "undici";
import { type Answerer, describeIdentity, type Identity, whoAnswered } from "../identity";
import { messageOf } from "../message";
import { answeringAddresses, lookupInTurn, type ResolveRule, resolveHost } from "./connectOptions";
import { type Exchange, issuedCookie } from "./exchange";

/** How long one request may take before it counts as lost, in milliseconds. */
const requestTimeoutMilliseconds = 5_000;

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
  private readonly pools = new Set<Pool>();
  private addresses: Promise<readonly LookupAddress[]> | undefined;
  private newConnections: Promise<Send> | undefined;
  private readonly abort = (): void => void this.close();

  constructor(private readonly args: SiteArgs) {
    this.url = args.url;
    args.signal.addEventListener("abort", this.abort);
  }

  /** Where cookies belong: to the host that the application takes the requests for. */
  get cookieUrl(): string {
    const host = Object.entries(this.args.headers ?? {}).find(([name]) => /^host$/i.test(name));
    const url = new URL(this.url);
    if (host) {
      url.host = host[1];
    }
    return url.href;
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
    await Promise.all([...this.pools].map((pool) => pool.destroy()));
  }

  private async open(use: ConnectionUse): Promise<Send> {
    const { url, resolve = [], insecure = false } = this.args;
    // A name that does not resolve is lost request by request, as it is for a user.
    const resolved = await resolveHost(url, resolve).catch(() => []);
    this.addresses ??= answeringAddresses(url, resolved);
    // Not an Agent, which makes a pool anew whenever all of its connections are closed: half as fast.
    const pool = new Pool(url.origin, {
      connect: {
        lookup: lookupInTurn(await this.addresses),
        timeout: requestTimeoutMilliseconds,
        rejectUnauthorized: !insecure,
      },
      headersTimeout: requestTimeoutMilliseconds,
      bodyTimeout: requestTimeoutMilliseconds,
      allowH2: use === "HTTP/2",
      // Which address to take is decided already; Node's own race gives up on one after 250 ms.
      autoSelectFamily: false,
      ...(use === "new connections" ? { pipelining: 0 } : { connections: 1 }),
    });
    this.pools.add(pool);
    const reset = use === "new connections";
    return (args) => this.send(pool, reset, args);
  }

  private async send(pool: Pool, reset: boolean, args: SendArgs): Promise<Exchange> {
    const { headers: given = {}, identity, signal } = this.args;
    const { cookie, cookieName } = args;
    const { pathname, search } = args.path === undefined ? this.url : new URL(args.path, this.url);
    const sentAt = performance.now();
    const common = { ...(cookie !== undefined && { cookieSent: cookie }), sentAt };
    try {
      const { statusCode, headers, body } = await pool.request({
        method: "GET",
        path: `${pathname}${search}`,
        headers: cookie === undefined ? given : { ...given, cookie },
        reset,
      });
      const text = await body.text();
      const milliseconds = performance.now() - sentAt;
      const setCookies = [headers["set-cookie"] ?? []].flat();
      const exchange: Exchange = {
        ...{ ...common, status: statusCode, headers, setCookies, milliseconds, body: text },
      };
      const answerer = whoAnswered(identity, {
        headers,
        body: text,
        cookieValue: sessionCookie(exchange, cookieName),
      });
      const lost = reasonOfLoss(exchange, answerer, identity);
      return { ...exchange, ...(answerer && { answerer }), ...(lost !== undefined && { lost }) };
    } catch (error) {
      signal.throwIfAborted();
      const milliseconds = performance.now() - sentAt;
      return {
        ...{ ...common, headers: {}, setCookies: [], milliseconds, body: "" },
        lost: messageOf(error),
      };
    }
  }
}

/** Why nobody got anything of the answer. */
function reasonOfLoss(
  { status = 0, milliseconds }: Exchange,
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
  return milliseconds > requestTimeoutMilliseconds
    ? `no answer within ${requestTimeoutMilliseconds / 1000} s`
    : undefined;
}

/** The value that stands for the pod: the one that was set, else the one that was sent. */
function sessionCookie(exchange: Exchange, name: string | undefined): string | undefined {
  if (name === undefined) {
    const [only, ...others] = exchange.setCookies;
    return others.length === 0 ? only?.split(";", 1)[0] : undefined;
  }
  const sent = exchange.cookieSent?.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return issuedCookie(exchange, name) ?? sent?.slice(name.length + 1);
}
