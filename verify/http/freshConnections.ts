import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { readBody } from "./body";
import { connectMilliseconds, connector } from "./connector";
import { TimeoutError } from "./failure";
import { mostHeaderBytes } from "./limits";
import { formType, type Response, type Transport, type TransportArgs } from "./transport";

/**
 * Sends each request over a connection of its own, with a TLS handshake of its own: nothing of one
 * client helps another.
 *
 * It is Node's own client, since undici is made to keep connections: for one that is used once it
 * takes half as much time again.
 */
export class FreshConnections implements Transport {
  private readonly underWay = new Set<ClientRequest>();
  private readonly connect: () => Socket;
  /** Names and values in turns: to merge headers again for each request would take a tenth of it. */
  private readonly lines: readonly string[];
  private closed = false;

  constructor(private readonly args: TransportArgs) {
    this.connect = connector(args, "http/1.1");
    this.lines = linesOf(args);
  }

  get(path: string, cookie?: string): Promise<Response> {
    return this.request(path, cookie);
  }

  post(path: string, form: string, cookie?: string): Promise<Response> {
    return this.request(path, cookie, form);
  }

  private request(path: string, cookie?: string, form?: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        throw new Error("the connections are closed");
      }
      const sent = request({
        path,
        ...(form !== undefined && { method: "POST" }),
        headers: this.headers(cookie, form),
        createConnection: this.connect,
        maxHeaderSize: mostHeaderBytes,
      });
      this.underWay.add(sent);
      const callOff = this.limit(sent);
      let whole: (() => boolean) | undefined;
      sent.on("response", (response) => {
        whole = () => response.complete;
        readWhole(response).then(resolve, reject);
      });
      sent.on("error", reject);
      sent.on("close", () => {
        callOff();
        this.underWay.delete(sent);
        if (whole?.() !== true) {
          reject(new Error("the connection was closed without a whole answer"));
        }
      });
      sent.end(form);
    });
  }

  private headers(cookie: string | undefined, form: string | undefined): readonly string[] {
    const lines = cookie === undefined ? this.lines : [...this.lines, "cookie", cookie];
    return form === undefined
      ? lines
      : [...lines, "content-type", formType, "content-length", String(Buffer.byteLength(form))];
  }

  close(): Promise<void> {
    this.closed = true;
    for (const sent of this.underWay) {
      sent.destroy();
    }
    return Promise.resolve();
  }

  /**
   * Ends the request when it takes too long; returns what calls that off.
   *
   * One timer for both times, since most requests see the end of neither.
   */
  private limit(sent: ClientRequest): () => void {
    const { timeoutMilliseconds } = this.args;
    const toConnect = connectMilliseconds(this.args);
    let timer = setTimeout(() => {
      if (sent.socket?.connecting !== false) {
        sent.destroy(new TimeoutError("connection", toConnect));
        return;
      }
      timer = setTimeout(() => {
        sent.destroy(new TimeoutError("whole answer", timeoutMilliseconds));
      }, timeoutMilliseconds - toConnect);
    }, toConnect);
    return () => {
      clearTimeout(timer);
    };
  }
}

function linesOf({ url, headers }: TransportArgs): string[] {
  const given = Object.entries(headers).filter(([name]) => !/^connection$/i.test(name));
  const host = given.some(([name]) => /^host$/i.test(name)) ? [] : ["host", url.host];
  // Whoever wants to keep the connection, it is not kept.
  return [...host, ...given.flat(), "connection", "close"];
}

async function readWhole(response: IncomingMessage): Promise<Response> {
  const { statusCode: status = 0, headersDistinct: headers } = response;
  const { text, cut } = await readBody(response, { headers, keepsConnection: false });
  return { version: "HTTP/1.1", status, headers, body: text, cut };
}
