import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import { connect as connectTls, createSecureContext } from "node:tls";
import { hostnameOf, portOf } from "./connectOptions";
import type { Response, Transport, TransportArgs } from "./transport";

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
    this.connect = connector(args);
    this.lines = linesOf(args);
  }

  get(path: string, cookie?: string): Promise<Response> {
    const { timeoutMilliseconds } = this.args;
    return new Promise((resolve, reject) => {
      if (this.closed) {
        throw new Error("the connections are closed");
      }
      const sent = request({
        path,
        headers: cookie === undefined ? this.lines : [...this.lines, "cookie", cookie],
        createConnection: this.connect,
      });
      this.underWay.add(sent);
      const timer = setTimeout(() => {
        const missing = sent.socket?.connecting === true ? "connection" : "whole answer";
        sent.destroy(new Error(`no ${missing} within ${timeoutMilliseconds / 1000} s`));
      }, timeoutMilliseconds);
      let answered = false;
      sent.on("response", (response) => {
        readWhole(response, reject, (answer) => {
          answered = true;
          resolve(answer);
        });
      });
      sent.on("error", reject);
      sent.on("close", () => {
        clearTimeout(timer);
        this.underWay.delete(sent);
        if (!answered) {
          reject(new Error("the connection was closed without a whole answer"));
        }
      });
      sent.end();
    });
  }

  close(): Promise<void> {
    this.closed = true;
    for (const sent of this.underWay) {
      sent.destroy();
    }
    return Promise.resolve();
  }
}

function linesOf({ url, headers }: TransportArgs): string[] {
  const given = Object.entries(headers).filter(([name]) => !/^connection$/i.test(name));
  const host = given.some(([name]) => /^host$/i.test(name)) ? [] : ["host", url.host];
  // Whoever wants to keep the connection, it is not kept.
  return [...host, ...given.flat(), "connection", "close"];
}

function connector({ url, lookup, serverName, insecure }: TransportArgs): () => Socket {
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
    ALPNProtocols: ["http/1.1"],
    // One for all: it holds the authorities, and nothing of a client.
    secureContext: createSecureContext(),
  };
  return () => connectTls(tlsOptions);
}

function readWhole(
  response: IncomingMessage,
  reject: (error: Error) => void,
  resolve: (response: Response) => void,
): void {
  const chunks: Buffer[] = [];
  response.on("data", (chunk: Buffer) => chunks.push(chunk));
  response.on("error", reject);
  response.on("end", () => {
    resolve({
      ...{ status: response.statusCode ?? 0, headers: response.headersDistinct },
      body: Buffer.concat(chunks).toString(),
    });
  });
}
