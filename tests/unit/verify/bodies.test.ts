import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from "node:zlib";
import { type ConnectionUse, Site } from "../../../verify/http/site";
import type { Exchange } from "../../../verify/http/exchange";
import { parseIdentity } from "../../../verify/identity";
import { type Listening, serve } from "../support/server";

const mebibyte = 1024 * 1024;
const uses: readonly ConnectionUse[] = ["new connections", "one connection"];

describe("the body of an answer", () => {
  let server: Listening;
  let site: Site;

  async function visit(
    answer: RequestListener,
    use: ConnectionUse,
    times = 1,
  ): Promise<Exchange[]> {
    server = await serve(answer);
    const identity = parseIdentity("body:pod=(\\w+)");
    site = new Site({ url: server.url, identity, signal: new AbortController().signal });
    const send = await site.sender(use);
    const exchanges: Exchange[] = [];
    while (exchanges.length < times) {
      exchanges.push(await send({}));
    }
    return exchanges;
  }

  afterEach(async () => {
    await site.close();
    await server.stop();
  });

  for (const use of uses) {
    it(`without an end is read no further than its beginning: ${use}`, async () => {
      let sent = 0;
      const [exchange] = await visit((_, response) => {
        response.write("pod=a ");
        const more = (): void => {
          do {
            sent += mebibyte;
          } while (response.write(Buffer.alloc(mebibyte)) && !response.destroyed);
        };
        response.on("drain", more);
        more();
      }, use);
      assert.equal(exchange?.answerer?.name, "a");
      assert.ok(exchange.body.length <= 8 * 1024);
      // What the server got rid of: the sockets' buffers and what is thrown away hold some of it.
      assert.ok(sent < 40 * mebibyte, `${sent / mebibyte} MiB`);
    });

    it(`is unpacked no further than its beginning: ${use}`, async () => {
      let unpacked = 0;
      const [exchange] = await visit((_, response) => {
        response.setHeader("content-encoding", "gzip");
        const gzip = createGzip({ level: 9 });
        gzip.pipe(response);
        gzip.write("pod=a ");
        const more = (): void => {
          do {
            unpacked += mebibyte;
          } while (gzip.write(Buffer.alloc(mebibyte)) && unpacked < 3_000 * mebibyte);
        };
        gzip.on("drain", more);
        more();
        response.on("close", () => gzip.destroy());
      }, use);
      assert.equal(exchange?.answerer?.name, "a");
      assert.equal(exchange.lost, undefined);
    });

    for (const [encoding, pack] of [
      ["gzip", gzipSync],
      ["deflate", deflateSync],
      ["br", brotliCompressSync],
    ] as const) {
      it(`is unpacked where it is packed by ${encoding}: ${use}`, async () => {
        const [exchange] = await visit((request, response) => {
          assert.match(String(request.headers["accept-encoding"]), new RegExp(encoding));
          response.setHeader("content-encoding", encoding).end(pack("pod=ä1 pod=b"));
        }, use);
        assert.equal(exchange?.body, "pod=ä1 pod=b");
      });
    }

    it(`that is not packed as it says loses the request, and says so: ${use}`, async () => {
      const [exchange] = await visit((_, response) => {
        response.setHeader("content-encoding", "gzip").end("pod=a");
      }, use);
      assert.match(exchange?.lost ?? "", /^the body is not what its Content-Encoding says: /);
    });
  }

  it("says that only its beginning was looked at where that tells no pod", async () => {
    const [exchange] = await visit((_, response) => {
      response.end(`${"-".repeat(mebibyte)} pod=a`);
    }, "new connections");
    assert.match(exchange?.lost ?? "", /^status 200 without .* in the first 1 MiB$/);
  });

  it("leaves the connection for the next request where it is long and not endless", async () => {
    const ports = new Set<number | undefined>();
    const exchanges = await visit(
      (request, response) => {
        ports.add(request.socket.remotePort);
        response.end(`pod=a ${"-".repeat(3 * mebibyte)}`);
      },
      "one connection",
      3,
    );
    assert.deepEqual(
      exchanges.map(({ lost }) => lost),
      [undefined, undefined, undefined],
    );
    assert.equal(ports.size, 1);
  });
});
