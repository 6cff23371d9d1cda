import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { EitherVersion } from "../../../verify/http/eitherVersion";
import { FreshConnections } from "../../../verify/http/freshConnections";
import { Http2Connections } from "../../../verify/http/http2Connections";
import { KeptConnection } from "../../../verify/http/keptConnection";
import type { Transport, TransportArgs } from "../../../verify/http/transport";

describe("a form that is posted", () => {
  const seen: unknown[] = [];
  const respond = async (
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ): Promise<void> => {
    const { method, url, headers } = request;
    const { cookie, "content-type": type } = headers;
    seen.push({ method, url, cookie, type, body: await text(request) });
    response.writeHead(303, { "set-cookie": "session=a" });
    response.end();
  };

  for (const [how, newServer, open] of [
    ["over a connection of its own", createServer, (args) => new FreshConnections(args)],
    ["over the connection that is kept", createServer, (args) => new KeptConnection(args)],
    [
      "by HTTP/2",
      createHttp2Server,
      (args) => new Http2Connections(args, { keepsConnection: false }),
    ],
    [
      "to a server of which the version is not known yet",
      createServer,
      (args) =>
        new EitherVersion(
          new FreshConnections(args),
          new Http2Connections(args, { keepsConnection: true }),
        ),
    ],
  ] as readonly [string, () => Server, (args: TransportArgs) => Transport][]) {
    it(`arrives ${how}, as a browser sends it, with the cookies`, async () => {
      seen.length = 0;
      const server = newServer();
      server.on("request", (request: IncomingMessage, response: ServerResponse) => {
        void respond(request, response);
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      const { port } = server.address() as AddressInfo;
      const transport = open({
        ...{ url: new URL(`http://hello.test:${port}/`), serverName: "hello.test", headers: {} },
        lookup: lookupInTurn([{ address: "127.0.0.1", family: 4 }]),
        ...{ insecure: false, timeoutMilliseconds: 5_000 },
      });
      try {
        const { status, headers } = await transport.post("/login?a", "user=ä%26b", "c=1");
        assert.equal(status, 303);
        assert.deepEqual([headers["set-cookie"]].flat(), ["session=a"]);
        assert.deepEqual(seen, [
          {
            ...{ method: "POST", url: "/login?a", cookie: "c=1", body: "user=ä%26b" },
            type: "application/x-www-form-urlencoded",
          },
        ]);
      } finally {
        await transport.close();
        server.close();
      }
    });
  }
});
