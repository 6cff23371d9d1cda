import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as send,
  createServer,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What a proxy in front of the application got from it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A proxy on this machine that stands in front of the application. */
export class Proxy {
  private readonly server: Server;

  /** @param answer makes the answer to each request */
  constructor(answer: (request: IncomingMessage) => Promise<Answer>) {
    this.server = createServer((request, response) => {
      answer(request).then(
        ({ status, headers, body }) => {
          respond(response, status, headers, body);
        },
        () => {
          respond(response, 502, {}, Buffer.alloc(0));
        },
      );
    });
  }

  /** Starts listening; resolves to the port. */
  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

/** Hands a request on to a server, over a connection of its own. */
export async function forward(
  request: IncomingMessage,
  server: { readonly address: string; readonly port: number },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, url, headers } = request;
    const onward = send(
      {
        ...{ method, path: url, headers, host: server.address, port: server.port },
        ...{ agent: false, timeout: 2_000 },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode: status = 502, headers } = response;
          resolve({ status, headers, body: Buffer.concat(parts) });
        });
      },
    );
    onward.on("timeout", () => onward.destroy(new Error("no answer")));
    onward.on("error", reject);
    onward.end();
  });
}

function respond(
  response: ServerResponse,
  status: number,
  headers: IncomingHttpHeaders,
  body: Buffer,
): void {
  // The body is there as a whole; Node takes no header without a value.
  const sent = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && name !== "transfer-encoding",
  );
  response.writeHead(status, Object.fromEntries(sent)).end(body);
}
