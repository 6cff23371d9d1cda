import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";

/** A server that listens on 127.0.0.1 as long as a test runs. */
export interface Listening {
  readonly url: URL;
  readonly stop: () => Promise<void>;
}

/** Has the server listen on a port of its own. */
export async function listen(server: Server, scheme = "http"): Promise<Listening> {
  const sockets = new Set<{ destroy: () => void }>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: new URL(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    async stop() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server of HTTP/1.1 with this answer to each request. */
export function serve(answer: RequestListener): Promise<Listening> {
  return listen(createServer(answer));
}
