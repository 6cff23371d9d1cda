import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { FakePods } from "./fakePods";
import { FakeProxy, type FakeRequest } from "./fakeProxy";
import type { FakeSiteBehaviour } from "./fakeSiteBehaviour";

/** A proxy and its pods in one, on a port of this machine. */
export class FakeSite extends FakePods {
  /** The host of the URL. */
  readonly host = "hello.localhost";
  readonly proxy: FakeProxy;
  connections = 0;
  private readonly server: Server;

  constructor(behaviour: FakeSiteBehaviour = {}) {
    super(behaviour);
    this.proxy = new FakeProxy(this, behaviour);
    this.server = createServer((request, response) => {
      void this.proxy.answer(asRequest(request)).then(({ status, headers, setCookies, body }) => {
        if (setCookies && setCookies.length > 0) {
          response.setHeader("set-cookie", setCookies);
        }
        response.writeHead(status, headers).end(body);
      });
    });
    this.server.on("connection", () => {
      this.connections += 1;
    });
    const sockets = new WebSocketServer({ noServer: true });
    sockets.on("headers", (headers) => {
      if (behaviour.upgradeSetsCookie) {
        headers.push("Set-Cookie: hello=other; Path=/");
      }
    });
    this.server.on("upgrade", (request, socket, head) => {
      const body = this.proxy.bodyFor(asRequest(request));
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.send(body);
      });
    });
  }

  /** Starts listening; resolves to the URL. */
  async start(path = "/"): Promise<URL> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return new URL(`http://${this.host}:${(this.server.address() as AddressInfo).port}${path}`);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

function asRequest({ url = "/", headers, socket }: IncomingMessage): FakeRequest {
  return { path: url, cookie: headers.cookie, connection: socket };
}
