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
  private closed = false;

  constructor(private readonly args: TransportArgs) {
    this.connect = connector(args);
  }

  get(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    const { url, timeoutMilliseconds } = this.args;
    return new Promise((resolve, reject) => {
      if (this.closed) {
        throw new Error("the connections are closed");
      }
      const sent = request({
        path,
        // Whoever wants to keep the connection, it is not kept.
        headers: { host: url.host, ...headers, connection: "close" },
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
