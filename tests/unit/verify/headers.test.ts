import assert from "node:assert/strict";
import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import { podAnswers } from "../../../verify/checks/podAnswers";
import { requestHeaders } from "../../../verify/http/browserHeaders";
import type { Exchange } from "../../../verify/http/exchange";
import { type ConnectionUse, Site, type SiteArgs } from "../../../verify/http/site";
import { helloIdentity } from "../../../verify/identity";
import { type Listening, listen, serve } from "../support/server";
import { runOn } from "./runOn";

const uses: readonly ConnectionUse[] = ["new connections", "one connection"];

describe("the headers", () => {
  let server: Listening;
  let site: Site;

  async function visit(use: ConnectionUse, args: Partial<SiteArgs> = {}): Promise<Exchange> {
    const { signal } = new AbortController();
    site = new Site({ url: server.url, identity: helloIdentity, signal, ...args });
    return (await site.sender(use))({});
  }

  afterEach(async () => {
    await site.close();
    await server.stop();
  });

  /** An answer that sets a cookie of so many bytes. */
  function withCookie(bytes: number): RequestListener {
    return (_, response) => {
      response.setHeader("set-cookie", `a=${"1".repeat(bytes)}`).end("Server name: hello-0\n");
    };
  }

  for (const use of uses) {
    it(`of an answer may be as large as browsers take: ${use}`, async () => {
      server = await serve(withCookie(20_000));
      assert.equal((await visit(use)).setCookies[0]?.length, 20_002);
      await site.close();
      await server.stop();
      server = await serve(withCookie(250_000));
      assert.equal((await visit(use)).setCookies[0]?.length, 250_002);
    });

    it(`that are larger are told as that: ${use}`, async () => {
      server = await serve(withCookie(300_000));
      const { lost, failedAt } = await visit(use);
      assert.equal(lost, "the answer's headers are larger than 256 KiB, more than browsers take");
      assert.equal(failedAt, "headers");
    });

    it(`of a request are a browser's, and the user's own: ${use}`, async () => {
      let seen: IncomingHttpHeaders = {};
      server = await serve((request, response) => {
        seen = request.headers;
        response.end("Server name: hello-0\n");
      });
      await visit(use, { headers: { Accept: "text/plain", "X-A": "1" } });
      assert.match(seen["user-agent"] ?? "", /^Mozilla\/5\.0 .* Chrome\/[\d.]+ .* sticky-verify$/);
      assert.match(seen["accept-language"] ?? "", /^en/);
      assert.equal(seen["accept-encoding"], "gzip, deflate, br");
      assert.deepEqual([seen.accept, seen["x-a"]], ["text/plain", "1"]);
    });
  }

  it("of an answer by HTTP/2 may be as large", async () => {
    const http2 = createHttp2Server((_, response) => {
      response.setHeader("set-cookie", `a=${"1".repeat(20_000)}`);
      response.end("Server name: hello-0\n");
    });
    server = await listen(http2);
    assert.equal((await visit("HTTP/2")).setCookies[0]?.length, 20_002);
  });
});

describe("the headers of a request", () => {
  it("are replaced by the user's, however those are written", () => {
    const headers = requestHeaders({ "USER-AGENT": "a", Host: "b" });
    assert.deepEqual(Object.keys(headers).sort(), [
      ...["Host", "USER-AGENT", "accept", "accept-encoding", "accept-language"],
    ]);
  });
});

describe("headers that are too large", () => {
  it("are not told as nothing that answers", async () => {
    const { result, detail, cause } = await runOn(podAnswers, {
      behaviour: { headers: { "x-large": "1".repeat(300_000) } },
    });
    assert.equal(result, "fail");
    assert.match(detail, /headers are larger than 256 KiB/);
    assert.match(cause ?? "", /^The site answers with more headers than any browser takes/);
  });
});
