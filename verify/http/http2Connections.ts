import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http2";
import type { Socket } from "node:net";
import { readBody } from "./body";
import { connectMilliseconds, connector } from "./connector";
import { TimeoutError } from "./failure";
import { mostHeaderBytes } from "./limits";
import { formType, type Response, type Transport, type TransportArgs } from "./transport";

/** Headers of HTTP/1.1 that say how the connection is used, and that HTTP/2 forbids (RFC 9113, 8.2.2). */
const connectionHeaders =
  /^(host|connection|keep-alive|proxy-connection|transfer-encoding|upgrade)$/i;

/**
 * Sends requests by HTTP/2: over TLS where ALPN agrees on it, over plain TCP by prior knowledge (RFC 9113, 3.3). Over
 * one connection, as browsers do, or over a connection each.
 */
export class Http2Connections implements Transport {
  private readonly connect: () => Socket;
  private readonly headers: OutgoingHttpHeaders;
  private readonly open = new Set<ClientHttp2Session>();
  private kept: ClientHttp2Session | undefined;
  private closed = false;

  constructor(
    private readonly args: TransportArgs,
    private readonly options: { readonly keepsConnection: boolean },
  ) {
    this.connect = connector(args, "h2");
    this.headers = headersOf(args);
  }

  get(path: string, cookie?: string): Promise<Response> {
    return this.ask({ ":path": path, cookie });
  }

  post(path: string, form: string, cookie?: string): Promise<Response> {
    return this.ask(
      { ":method": "POST", ":path": path, cookie, "content-type": formType },
      Buffer.from(form),
    );
  }

  private async ask(headers: OutgoingHttpHeaders, body?: Buffer): Promise<Response> {
    if (this.closed) {
      throw new Error("the connections are closed");
    }
    const session = this.session();
    try {
      return await this.request(session, { ...this.headers, ...headers }, body);
    } finally {
      if (session !== this.kept) {
        session.destroy();
      }
    }
  }

  close(): Promise<void> {
    this.closed = true;
    for (const session of this.open) {
      session.destroy();
    }
    return Promise.resolve();
  }

  private session(): ClientHttp2Session {
    if (this.kept && !this.kept.closed && !this.kept.destroyed) {
      return this.kept;
    }
    const session = connect(this.args.url.origin, {
      createConnection: this.connect,
      settings: { enablePush: false, maxHeaderListSize: mostHeaderBytes },
      maxSendHeaderBlockLength: mostHeaderBytes,
    });
    this.open.add(session);
    session.on("close", () => this.open.delete(session));
    this.kept = this.options.keepsConnection ? session : undefined;
    return session;
  }

  private request(
    session: ClientHttp2Session,
    headers: OutgoingHttpHeaders,
    body: Buffer | undefined,
  ): Promise<Response> {
    const { timeoutMilliseconds } = this.args;
    const toConnect = connectMilliseconds(this.args);
    return new Promise((resolve, reject) => {
      const stream: ClientHttp2Stream = session.request(headers, { endStream: body === undefined });
      const giveUp = (error: Error): void => {
        reject(error);
        session.destroy();
      };
      const timers = [
        setTimeout(() => {
          if (session.connecting) {
            giveUp(new TimeoutError("connection", toConnect));
          }
        }, toConnect),
        setTimeout(() => {
          giveUp(new TimeoutError("whole answer", timeoutMilliseconds));
        }, timeoutMilliseconds),
      ];
      let answered = false;
      session.once("error", reject);
      stream.on("error", reject);
      stream.on("response", ({ ":status": status = 0, ...headers }) => {
        answered = true;
        readBody(stream, { headers: arraysIn(headers), keepsConnection: false })
          .then(({ text, cut }) => {
            resolve({
              ...{ version: "HTTP/2", status, headers: arraysIn(headers), body: text, cut },
            });
          }, reject)
          .finally(() => {
            session.off("error", reject);
          });
      });
      stream.on("close", () => {
        timers.forEach(clearTimeout);
        if (!answered || (stream.rstCode !== 0 && !stream.readableEnded)) {
          reject(new Error("the connection was closed without a whole answer"));
        }
      });
      stream.end(body);
    });
  }
}

function headersOf({ url, headers }: TransportArgs): OutgoingHttpHeaders {
  const host = Object.entries(headers).find(([name]) => /^host$/i.test(name));
  return {
    ":method": "GET",
    ":scheme": url.protocol.slice(0, -1),
    ":authority": host?.[1] ?? url.host,
    ...Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => !connectionHeaders.test(name))
        .map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}

/** The headers alone, without the status and what else HTTP/2 writes as one. */
function arraysIn(headers: IncomingHttpHeaders): Response["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":")));
}
