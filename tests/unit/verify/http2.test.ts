import assert from "node:assert/strict";
import {
  createSecureServer,
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import { podAnswers } from "../../../verify/checks/podAnswers";
import {
  staysOverHttp2,
  staysOverNewConnections,
  staysOverOneConnection,
} from "../../../verify/checks/sessionStays";
import { type ConnectionUse, Site } from "../../../verify/http/site";
import { parseIdentity } from "../../../verify/identity";
import { selfSigned } from "../support/certificate";
import { type Listening, listen, serve } from "../support/server";
import { runOn } from "./runOn";

type Answer = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

/** Two pods behind a cookie; what the client sent is in the answer. */
function sticky(): Answer {
  let next = 0;
  return (request, response) => {
    const named = /pod=(\d)/.exec(request.headers.cookie ?? "")?.[1];
    const pod = named ?? String((next += 1) % 2);
    if (named === undefined) {
      response.setHeader("set-cookie", `pod=${pod}; Path=/`);
    }
    response.end(
      `Server name: ${pod}\nhost=${request.authority} agent=${request.headers["user-agent"] ?? ""}\n`,
    );
  };
}

describe("a site that speaks HTTP/2 alone", () => {
  let server: Listening;

  afterEach(() => server.stop());

  async function visits(use: ConnectionUse, times: number): Promise<(string | undefined)[]> {
    const { signal } = new AbortController();
    const identity = parseIdentity("body:Server name: (\\d)");
    const site = new Site({ url: server.url, identity, insecure: true, signal });
    const send = await site.sender(use);
    const versions: (string | undefined)[] = [];
    for (let number = 0; number < times; number += 1) {
      const { version, lost } = await send({});
      versions.push(lost ?? version);
    }
    await site.close();
    return versions;
  }

  for (const [what, start] of [
    ["over TLS", (answer: Answer) => listen(createSecureServer(selfSigned(), answer), "https")],
    ["by prior knowledge", (answer: Answer) => listen(createServer(answer))],
  ] as const) {
    it(`is asked by HTTP/2 over a connection each: ${what}`, async () => {
      const sessions = new Set<unknown>();
      server = await start((request, response) => {
        sessions.add(request.stream.session);
        response.end("Server name: 1");
      });
      assert.deepEqual(await visits("new connections", 3), ["HTTP/2", "HTTP/2", "HTTP/2"]);
      assert.equal(sessions.size, 3);
    });

    it(`is asked over one connection where one is kept: ${what}`, async () => {
      const sessions = new Set<unknown>();
      server = await start((request, response) => {
        sessions.add(request.stream.session);
        response.end("Server name: 1");
      });
      assert.deepEqual(await visits("one connection", 3), ["HTTP/2", "HTTP/2", "HTTP/2"]);
      assert.equal(sessions.size, 1);
    });

    it(`is verified as any other: ${what}`, async () => {
      server = await start(sticky());
      const args = {
        ...{ url: server.url, cluster: false, affinity: null, controller: "none" },
        settings: { insecure: true },
      };
      const answers = await runOn(podAnswers, args);
      assert.equal(answers.result, "pass", answers.detail);
      assert.match(answers.detail, /ms, by HTTP\/2, which is all that the site speaks$/);
      for (const check of [staysOverNewConnections, staysOverOneConnection]) {
        const { result, detail } = await runOn(check, args);
        assert.equal(result, "pass", detail);
      }
      const http2 = await runOn(staysOverHttp2, args);
      assert.equal(http2.result, what === "over TLS" ? "pass" : "skipped", http2.detail);
    });

    it(`says what became of requests: ${what}`, async () => {
      server = await start((request, response) => {
        if (request.url === "/slow") {
          return;
        }
        response.statusCode = 503;
        response.setHeader("retry-after", "7");
        response.end();
      });
      const { signal } = new AbortController();
      const site = new Site({
        ...{ url: server.url, identity: parseIdentity("header:X-Pod"), insecure: true, signal },
        timeoutSeconds: 0.3,
      });
      const send = await site.sender("HTTP/2");
      const { lost, retryAfter } = await send({});
      assert.equal(lost, "status 503 (Service Unavailable; Retry-After: 7 s)");
      assert.equal(retryAfter, 7_000);
      const slow = await send({ path: "/slow" });
      assert.deepEqual([slow.lost, slow.failedAt], ["no whole answer within 0.3 s", "time"]);
      await site.close();
    });
  }

  it("is known by the first answer alone: a server of HTTP/1.1 is asked by that", async () => {
    let asked = 0;
    server = await serve((request, response) => {
      asked += 1;
      if (asked > 1) {
        request.socket.destroy();
        return;
      }
      response.end("Server name: 1");
    });
    assert.deepEqual(await visits("new connections", 3), [
      ...["HTTP/1.1", "socket hang up", "socket hang up"],
    ]);
    assert.equal(asked, 3);
  });
});
