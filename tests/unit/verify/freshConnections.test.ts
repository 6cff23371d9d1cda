import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { FreshConnections } from "../../../verify/http/freshConnections";
import { selfSigned } from "../support/certificate";

const lookup = lookupInTurn([{ address: "127.0.0.1", family: 4 }]);

describe("a request over a connection of its own", () => {
  let server: Server;
  let connections: Socket[];
  let heads: string[];
  /** Each is kept once the client has ended that connection. */
  let ends: Promise<unknown>[];

  /** Starts a server that answers each request with these pieces, and then closes or not. */
  async function serve(pieces: readonly string[], end = true, created = createServer()) {
    connections = [];
    heads = [];
    ends = [];
    const event = "setSecureContext" in created ? "secureConnection" : "connection";
    server = created.on(event, (socket: Socket) => {
      connections.push(socket);
      ends.push(new Promise((resolve) => socket.once("end", resolve)));
      socket.on("error", () => undefined);
      socket.once("data", (head) => {
        heads.push(head.toString("latin1"));
        void answer(socket, pieces, end);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }

  async function answer(socket: Socket, pieces: readonly string[], end: boolean): Promise<void> {
    for (const piece of pieces) {
      socket.write(piece, "latin1");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (end) {
      socket.end();
    }
  }

  interface OpenArgs {
    readonly scheme?: "http" | "https";
    readonly insecure?: boolean;
    readonly timeoutMilliseconds?: number;
    readonly serverName?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }

  function open({ scheme = "http", ...further }: OpenArgs = {}): FreshConnections {
    const { port } = server.address() as AddressInfo;
    return new FreshConnections({
      ...{ url: new URL(`${scheme}://hello.test:${port}/`), lookup, serverName: "hello.test" },
      ...{ headers: {}, insecure: false, timeoutMilliseconds: 2_000, ...further },
    });
  }

  afterEach(async () => {
    for (const connection of connections) {
      connection.destroy();
    }
    await new Promise((resolve) => server.close(resolve));
  });

  it("says the host, what it is given, and that the connection ends", async () => {
    await serve(["HTTP/1.1 204 No Content\r\n\r\n"]);
    await open({ headers: { "X-A": "1", Connection: "keep-alive" } }).get("/a?b", "a=1; b=2");
    const { port } = server.address() as AddressInfo;
    assert.deepEqual(heads[0]?.trim().split("\r\n"), [
      ...["GET /a?b HTTP/1.1", `host: hello.test:${port}`, "X-A: 1", "connection: close"],
      "cookie: a=1; b=2",
    ]);
  });

  it("says the host that it is given in place of the URL's", async () => {
    await serve(["HTTP/1.1 204 No Content\r\n\r\n"]);
    await open({ headers: { Host: "shop.test" } }).get("/");
    assert.deepEqual(heads[0]?.trim().split("\r\n"), [
      ...["GET / HTTP/1.1", "Host: shop.test", "connection: close"],
    ]);
  });

  it("reads a body in chunks, with a character that lies in two of them", async () => {
    await serve([
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\na=\xc3\r\n",
      "2\r\n\xa4.\r\n0\r\n\r\n",
    ]);
    assert.equal((await open().get("/")).body, "a=ä.");
  });

  it("reads a body that ends with the connection", async () => {
    await serve(["HTTP/1.0 200 OK\r\n\r\nServer ", "name: a"]);
    assert.equal((await open().get("/")).body, "Server name: a");
  });

  it("tells status and every header, also of an error", async () => {
    const cookies = "set-cookie: a=1; Path=/\r\nset-cookie: b=2\r\n";
    await serve([`HTTP/1.1 503 No\r\nx-pod: a\r\nx-pod: b\r\n${cookies}content-length: 0\r\n\r\n`]);
    const { status, headers, body } = await open().get("/");
    assert.deepEqual([status, body], [503, ""]);
    assert.deepEqual(headers["x-pod"], ["a", "b"]);
    assert.deepEqual(headers["set-cookie"], ["a=1; Path=/", "b=2"]);
  });

  it("leaves a connection that the server would keep", async () => {
    const kept = "HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 1\r\n\r\na";
    await serve([kept], false);
    const fresh = open();
    for (let number = 0; number < 3; number += 1) {
      await fresh.get("/");
    }
    assert.equal(connections.length, 3);
    assert.equal((await Promise.all(ends)).length, 3);
  });

  for (const [what, pieces, reason] of [
    ["nothing", [], /socket hang up/],
    ["half a head", ["HTTP/1.1 200 OK\r\nx-"], /socket hang up/],
    [
      "half a body",
      ["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab"],
      /closed without a whole answer/,
    ],
    [
      "half a chunk",
      ["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nab"],
      /closed without a whole answer/,
    ],
    ["what is no HTTP", ["SSH-2.0-OpenSSH\r\n"], /Parse Error/],
    ["a change of protocol", ["HTTP/1.1 101 No\r\nupgrade: a\r\nconnection: upgrade\r\n\r\n"], /./],
  ] as const) {
    it(`fails on ${what}`, async () => {
      await serve(pieces);
      await assert.rejects(open().get("/"), reason);
    });
  }

  it("fails on a header that cannot be sent", async () => {
    await serve([]);
    await assert.rejects(open().get("/", "a\nb"), /Invalid character/);
    assert.equal(connections.length, 0);
  });

  it("waits no longer than it is told for a whole answer, however much comes", async () => {
    await serve(
      ["HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n", ...Array<string>(50).fill("a")],
      false,
    );
    await assert.rejects(
      open({ timeoutMilliseconds: 100 }).get("/"),
      /^Error: no whole answer within 0\.1 s$/,
    );
  });

  it("fails at once, and for good, when it is closed", async () => {
    await serve([], false);
    const fresh = open();
    const sent = assert.rejects(fresh.get("/"), /socket hang up/);
    await new Promise((resolve) => server.once("connection", resolve));
    await fresh.close();
    await sent;
    await assert.rejects(fresh.get("/"), /closed/);
  });

  describe("with TLS", () => {
    const names: unknown[] = [];

    async function serveTls(): Promise<void> {
      const tls = createTlsServer({ ...selfSigned(), ALPNProtocols: ["h2", "http/1.1"] });
      tls.on("secureConnection", (socket: TLSSocket & { servername?: unknown }) => {
        names.push([socket.servername, socket.alpnProtocol, socket.isSessionReused()]);
      });
      await serve(["HTTP/1.1 200 OK\r\n\r\nServer name: a"], true, tls);
      names.length = 0;
    }

    it("takes a certificate only if it is to be trusted", async () => {
      await serveTls();
      await assert.rejects(open({ scheme: "https" }).get("/"), /self-signed certificate/);
    });

    it("takes any where it is told to, with a handshake for each request", async () => {
      await serveTls();
      const fresh = open({ scheme: "https", insecure: true });
      assert.equal((await fresh.get("/")).body, "Server name: a");
      await fresh.get("/");
      const each = ["hello.test", "http/1.1", false];
      assert.deepEqual(names, [each, each]);
    });

    it("asks for the name that it is told", async () => {
      await serveTls();
      const headers = { Host: "shop.test:8443" };
      const fresh = open({ scheme: "https", insecure: true, serverName: "shop.test", headers });
      await fresh.get("/");
      assert.deepEqual(names, [["shop.test", "http/1.1", false]]);
      assert.match(heads[0] ?? "", /^Host: shop\.test:8443\r$/m);
    });
  });
});
