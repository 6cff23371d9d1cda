import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { lateVisit } from "../../../verify/checks/lateVisit";
import { longVisit } from "../../../verify/checks/longVisit";
import type { Check } from "../../../verify/checks/check";
import type { CheckResult } from "../../../verify/checks/runCheck";
import { verify } from "../../../verify/verify";
import { serve } from "../support/server";
import { FakeSite } from "./fakeSite";
import { fakeTarget, settings } from "./fakeTarget";
import { on } from "./brokenSites";
import { runOn } from "./runOn";

/** What a server remembers of a client. */
interface Client {
  pod: number;
  requests: number;
  lastAt: number;
}

interface Memory {
  /** How long a client may be silent, in milliseconds. @default - for ever */
  readonly forgetsAfter?: number;
  /** How many requests of a client go to its pod. @default - all */
  readonly keepsFor?: number;
  /** @default "; Path=/" */
  readonly attributes?: string;
}

/** Runs a check against a server with a table of clients, which a cookie's number stands for. */
async function runAgainst(check: Check, memory: Memory, holdSeconds = 0.3): Promise<CheckResult> {
  const { forgetsAfter = Infinity, keepsFor = Infinity, attributes = "; Path=/" } = memory;
  const clients = new Map<string, Client>();
  let next = 0;
  const server = await serve((request: IncomingMessage, response) => {
    const now = performance.now();
    next += 1;
    const id = /client=(\d+)/.exec(request.headers.cookie ?? "")?.[1];
    const client = clients.get(id ?? "");
    const elsewhere = next % 3;
    if (id === undefined || !client) {
      clients.set(String(next), { pod: elsewhere, requests: 1, lastAt: now });
      response.setHeader("set-cookie", `client=${next}${attributes}`);
      response.end(`Server name: web-${elsewhere}\n`);
      return;
    }
    client.requests += 1;
    if (now - client.lastAt > forgetsAfter || client.requests > keepsFor) {
      client.pod = elsewhere;
    }
    client.lastAt = now;
    response.end(`Server name: web-${client.pod}\n`);
  });
  try {
    return await runOn(check, {
      ...{ url: server.url, cluster: false, affinity: null, controller: "none", replicas: 3 },
      settings: { holdSeconds },
    });
  } finally {
    await server.stop();
  }
}

describe("a visit after a pause", () => {
  it("passes where the pod is found again, however long the cookie lives", async () => {
    const { result, detail, figures } = await runAgainst(lateVisit, {});
    assert.equal(result, "pass", detail);
    assert.equal(detail, "14 of 14 clients after 0.3 s");
    assert.deepEqual(figures, { clients: 14, pauseSeconds: 0.3, moved: 0 });
  });

  it("fails a server that forgets a client who is silent", async () => {
    const { result, failure, detail, cause } = await runAgainst(
      lateVisit,
      { forgetsAfter: 1_000 },
      1.3,
    );
    assert.equal(result, "fail", detail);
    assert.equal(failure, "cookie-forgotten");
    assert.match(detail, /of 14 clients who came back after 1\.3 s were answered by another pod$/);
    assert.match(cause ?? "", /who answers has forgotten/);
  });

  it("passes one that remembers for longer than the pause", async () => {
    assert.equal((await runAgainst(lateVisit, { forgetsAfter: 10_000 })).result, "pass");
  });

  it("fails a cookie that ends before", async () => {
    const attributes = "; Path=/; Max-Age=1";
    const { result, detail, cause } = await runAgainst(lateVisit, { attributes }, 1.2);
    assert.equal(result, "fail", detail);
    assert.match(cause ?? "", /The cookie "client" ends after 1 s \(its Max-Age or Expires\)/);
  });

  for (const [attributes, flagged] of [
    ["; Path=/; Max-Age=60", true],
    [`; Path=/; Expires=${new Date(Date.now() + 600_000).toUTCString()}`, true],
    ["; Path=/; Max-Age=1799", true],
    ["; Path=/; Max-Age=1801", false],
  ] as const) {
    it(`says so where the cookie lives ${flagged ? "shorter" : "longer"} than sessions do: ${attributes.slice(9, 22)}`, async () => {
      const { result, detail, figures } = await runAgainst(lateVisit, { attributes });
      assert.equal(result, "pass", detail);
      assert.equal(/; the cookie ends after \d+ s, and with it the session/.test(detail), flagged);
      assert.equal(typeof figures?.lifetimeSeconds, "number");
    });
  }

  it("is left out where the user wants none, and where clients do not even stay at once", async () => {
    const none = await runAgainst(lateVisit, {}, 0);
    assert.deepEqual([none.result, none.detail], ["skipped", "by --hold 0"]);
    const notSticky = await runOn(lateVisit, on({ honoursCookie: false }));
    assert.equal(notSticky.result, "skipped");
    assert.match(notSticky.detail, /do not even stay at once/);
  });
});

describe("a long visit", () => {
  it("passes where the client stays", async () => {
    const { result, detail, figures } = await runAgainst(longVisit, {});
    assert.equal(result, "pass", detail);
    assert.match(detail, /^web-\d 114 of 114$/);
    assert.deepEqual(figures, { requests: 114 });
  });

  for (const keepsFor of [30, 100]) {
    it(`fails a server that keeps a client for ${keepsFor} requests`, async () => {
      const { result, failure, detail, cause, figures } = await runAgainst(longVisit, { keepsFor });
      assert.equal(result, "fail", detail);
      assert.equal(failure, "client-left-after-many-requests");
      assert.match(detail, /^the client left web-\d after \d+ requests: web-0 \d+, web-1 \d+/);
      // Several are under way at once, and the next one may be its own pod by chance.
      const stayed = Number(figures?.stayedFor);
      assert.ok(stayed >= keepsFor - 5 && stayed <= keepsFor + 8, detail);
      assert.match(cause ?? "", /for a number of requests only/);
    });
  }

  it("is left out where the client does not even stay at first", async () => {
    const { result, detail } = await runOn(longVisit, on({ honoursCookie: false }));
    assert.equal(result, "skipped", detail);
    assert.match(detail, /does not even stay for its first 14 requests/);
  });
});

describe("the report's statement", () => {
  async function statement(holdSeconds: number, honoursCookie = true): Promise<string> {
    const fake = new FakeSite({ honoursCookie });
    const target = fakeTarget({ url: await fake.start(), affinity: null, controller: "none" });
    const { signal } = new AbortController();
    try {
      const args = { settings: { ...settings, holdSeconds }, waitSeconds: 0, signal };
      return (await verify({ target, replicas: 3, ...args })).confidence.statement;
    } finally {
      await fake.stop();
    }
  }

  it("says what was tried of what depends on time, and that more is not known", async () => {
    assert.match(
      await statement(0.1),
      / Tried were up to 114 requests of one client and a pause of 0\.1 s: what happens to a client after more is not known \(--hold SECONDS\)\.$/,
    );
    assert.match(await statement(0), / Tried were up to 114 requests of one client: /);
    assert.match(
      await statement(0.1, false),
      / Nothing is known of longer visits and of clients who come back later\.$/,
    );
  });
});
