import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { readingChecks } from "../../../verify/checks/checks";
import { podAnswers } from "../../../verify/checks/podAnswers";
import type { CheckResult } from "../../../verify/checks/runCheck";
import { staysOverNewConnections } from "../../../verify/checks/sessionStays";
import { describeStatus, isAmong, parseStatuses, retryAfter } from "../../../verify/http/status";
import { parseIdentity } from "../../../verify/identity";
import { serve } from "../support/server";
import { runOn, type RunOnArgs } from "./runOn";

/** Pods that tell themselves in a header of every answer, whatever its status. */
const named: RunOnArgs = {
  ...{ cluster: false, affinity: null, controller: "none" },
  settings: { identity: parseIdentity("header:X-Pod") },
};

/** Runs a check against a server with this answer. */
async function runAgainst(
  answer: RequestListener,
  check = podAnswers,
  further: RunOnArgs = {},
): Promise<CheckResult> {
  const server = await serve(answer);
  try {
    return await runOn(check, { ...named, ...further, url: server.url });
  } finally {
    await server.stop();
  }
}

function answerWith(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(status, { "x-pod": "web-1", ...headers }).end();
  };
}

describe("an answer's status", () => {
  for (const [status, detail, cause] of [
    [301, /status 301 \(Moved Permanently\)$/, /redirects to http:\/\/other\/: verify that URL/],
    [302, /status 302 \(Found\)$/, /--accept-status 302/],
    [401, /status 401 \(Unauthorized\)$/, /asks for a login at \/.*--header 'Authorization/],
    [403, /status 403 \(Forbidden\)$/, /does not let this client in.*User-Agent/],
    [404, /status 404 \(Not Found\)$/, /web-1 itself answers \/ with 404.*--accept-status 404/],
    [
      405,
      /status 405 \(Method Not Allowed\)$/,
      /does not accept GET at \/.*a path that accepts GET/,
    ],
    [407, /status 407 /, /A proxy on the way asks for a login/],
    [429, /status 429 \(Too Many Requests\)$/, /limits how many requests.*--rate/],
    [431, /status 431 /, /accepts no request with headers of this size/],
    [500, /status 500 \(Internal Server Error\)$/, /web-1 itself answers \/ with 500/],
    [503, /status 503 \(Service Unavailable\)$/, /web-1 itself answers/],
  ] as const) {
    it(`is told as what it is, also where a header names a pod: ${status}`, async () => {
      const location = { location: "http://other/" };
      const result = await runAgainst(answerWith(status, status < 400 ? location : {}));
      assert.equal(result.result, "fail", result.detail);
      assert.match(result.detail, detail);
      assert.match(result.cause ?? "", cause);
      assert.doesNotMatch(result.cause ?? "", /Nothing answers/);
    });
  }

  for (const [from, to] of [
    [200, "pass"],
    [299, "pass"],
    [300, "fail"],
  ] as const) {
    it(`is an answer up to 299: ${from}`, async () => {
      assert.equal((await runAgainst(answerWith(from))).result, to);
    });
  }

  it("is an answer where it is asked for", async () => {
    const acceptStatus = parseStatuses("302,400-404");
    for (const [status, result] of [
      [302, "pass"],
      [400, "pass"],
      [404, "pass"],
      [405, "fail"],
      [303, "fail"],
    ] as const) {
      const found = await runAgainst(answerWith(status), podAnswers, { site: { acceptStatus } });
      assert.equal(found.result, result, `${status}: ${found.detail}`);
    }
  });

  it("leaves nothing to pass where every answer is 404, 302, 401 or 429", async function () {
    this.timeout(60_000);
    for (const status of [404, 302, 401, 429]) {
      for (const check of readingChecks) {
        const { result, detail } = await runAgainst(
          answerWith(status, { "set-cookie": "a=1", "retry-after": "60" }),
          check,
        );
        const expected = check.id === "name-resolves" ? "pass" : undefined;
        assert.equal(result === "pass" ? result : undefined, expected, `${check.id}: ${detail}`);
      }
    }
  });

  it("is no stickiness fault where the site limits requests in between", async () => {
    let asked = 0;
    const { result, detail, cause } = await runAgainst(
      (_, response) => {
        asked += 1;
        const headers = { "x-pod": "web-1", "retry-after": "3600" };
        response.writeHead(asked > 5 ? 429 : 200, headers).end();
      },
      staysOverNewConnections,
      { replicas: 2 },
    );
    assert.equal(result, "fail");
    assert.match(detail, /status 429 \(Too Many Requests; Retry-After: 3600 s\)$/);
    assert.match(cause ?? "", /asks clients to wait 3600 s: send fewer \(--rate 2\)/);
    assert.equal(asked, 6);
  });

  it("has the client wait as long as the site asks, and go on", async () => {
    let refused = 0;
    let last = 0;
    const waits: number[] = [];
    const { result, detail } = await runAgainst(
      (_, response) => {
        const now = performance.now();
        if (refused < 2 && last > 0) {
          refused += 1;
          last = now;
          response.writeHead(429, { "retry-after": "1" }).end();
          return;
        }
        waits.push(now - last);
        last = now;
        response.writeHead(200, { "x-pod": "web-1" }).end();
      },
      staysOverNewConnections,
      { replicas: 2 },
    );
    assert.equal(result, "pass", detail);
    assert.equal(refused, 2);
    assert.ok(Math.max(...waits.slice(1)) >= 950, String(waits));
  });

  it("is told with the wait that is asked for", () => {
    assert.equal(describeStatus(429, 1_500), "status 429 (Too Many Requests; Retry-After: 2 s)");
    assert.equal(describeStatus(599), "status 599");
  });

  it("asks for a wait in seconds or until a moment", () => {
    const now = Date.parse("2026-01-01T00:00:00Z");
    assert.equal(retryAfter("120", now), 120_000);
    assert.equal(retryAfter("Thu, 01 Jan 2026 00:00:05 GMT", now), 5_000);
    assert.equal(retryAfter("Thu, 01 Jan 2025 00:00:00 GMT", now), 0);
    for (const text of [undefined, "soon", "-1", ""]) {
      assert.equal(retryAfter(text, now), undefined);
    }
  });

  it("is read from --accept-status", () => {
    const ranges = parseStatuses("404, 300-399");
    assert.deepEqual(
      [299, 300, 399, 400, 403, 404, 405].map((status) => isAmong(status, ranges)),
      [false, true, true, false, false, true, false],
    );
    for (const text of ["", "1", "199", "600", "404-", "404-400", "4xx", "200-999"]) {
      assert.throws(() => parseStatuses(text), /allowed: statuses from 200 to 599/);
    }
  });
});
