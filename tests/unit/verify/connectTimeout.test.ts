import assert from "node:assert/strict";
import { connectMilliseconds } from "../../../verify/http/connector";
import { lookupInTurn } from "../../../verify/http/connectOptions";
import { failureOf } from "../../../verify/http/failure";
import { Http2Connections } from "../../../verify/http/http2Connections";
import { Site } from "../../../verify/http/site";
import type { TransportArgs } from "../../../verify/http/transport";
import { helloIdentity } from "../../../verify/identity";
import { neverAccepts } from "../support/neverAccepts";
import type { Listening } from "../support/server";

describe("a connection that nobody accepts", () => {
  let silent: Listening;
  before(async () => {
    silent = await neverAccepts();
  });
  after(() => silent.stop());

  for (const use of ["new connections", "one connection"] as const) {
    it(`is given up, and told as that: ${use}`, async () => {
      const { signal } = new AbortController();
      const site = new Site({
        ...{ url: silent.url, identity: helloIdentity, timeoutSeconds: 0.3, signal },
      });
      const { lost, failedAt, milliseconds } = await (await site.sender(use))({});
      assert.equal(failedAt, "connection");
      assert.match(lost ?? "", /^no connection within 0\.3 s$|^Connect Timeout Error/);
      assert.ok(milliseconds >= 290 && milliseconds < 5_000, String(milliseconds));
      await site.close();
    });
  }

  it("is given up, and told as that: HTTP/2", async () => {
    const http2 = new Http2Connections(
      {
        ...{ url: silent.url, headers: {}, serverName: "", insecure: false },
        lookup: lookupInTurn([{ address: "127.0.0.1", family: 4 }]),
        timeoutMilliseconds: 300,
      },
      { keepsConnection: false },
    );
    const error = await http2.get("/").catch((reason: unknown) => reason);
    assert.deepEqual(failureOf(error), {
      ...{ stage: "connection", reason: "no connection within 0.3 s" },
    });
    await http2.close();
  });

  it("takes at most the time of a request, and no more than 10 s", () => {
    const limitOf = (timeoutMilliseconds: number) =>
      connectMilliseconds({ timeoutMilliseconds } as TransportArgs);
    assert.deepEqual([9_999, 10_000, 10_001, 30_000].map(limitOf), [9_999, 10_000, 10_000, 10_000]);
  });
});
