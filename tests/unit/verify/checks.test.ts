import assert from "node:assert/strict";
import type { Check } from "../../../verify/checks/check";
import { readingChecks } from "../../../verify/checks/checks";
import { certificateValid } from "../../../verify/checks/certificateValid";
import { clientsSpread } from "../../../verify/checks/clientsSpread";
import { cookieIssuedOnce } from "../../../verify/checks/cookieIssuedOnce";
import { cookieSet } from "../../../verify/checks/cookieSet";
import { cookieOpaque } from "../../../verify/checks/cookieOpaque";
import { staleCookie, tamperedCookie } from "../../../verify/checks/forgedCookie";
import { neighbours } from "../../../verify/checks/neighbours";
import { otherPaths } from "../../../verify/checks/otherPaths";
import { podsVary } from "../../../verify/checks/podsVary";
import type { CheckResult } from "../../../verify/checks/runCheck";
import {
  staysOverHttp2,
  staysOverNewConnections,
  staysOverOneConnection,
  staysUnderConcurrency,
} from "../../../verify/checks/sessionStays";
import { webSocket } from "../../../verify/checks/webSocket";
import type { FakeSite } from "./fakeSite";
import { twoServices } from "./matrix/servers/twoServices";
import { runOn, type RunOnArgs } from "./runOn";

/** A check against a site that breaks its promise: what is seen, and the likely cause. */
import { broken, on } from "./brokenSites";

describe("checks of the verifier", () => {
  function assertOutcome(
    { result, detail, cause }: CheckResult,
    expected: CheckResult["result"],
  ): void {
    assert.equal(result, expected, `${detail} / ${cause ?? ""}`);
  }

  for (const check of readingChecks) {
    it(`passes or skips a sticky site: ${check.id}`, async () => {
      const skips: readonly Check[] = [certificateValid, staysOverHttp2, neighbours, webSocket];
      const result = await runOn(check);
      assertOutcome(result, skips.includes(check) ? "skipped" : "pass");
      assert.notEqual(result.detail, "");
    });
  }

  for (const { what, check, failure, args, detail, cause } of broken) {
    it(`fails ${what}: ${check.id}`, async () => {
      const result = await runOn(check, args);
      assertOutcome(result, "fail");
      assert.equal(result.failure, failure);
      assert.match(result.detail, detail);
      assert.match(result.cause ?? "", cause);
    });
  }

  for (const check of [
    podsVary,
    staysOverNewConnections,
    staysOverOneConnection,
    staysUnderConcurrency,
    clientsSpread,
    otherPaths,
  ]) {
    it(`skips one replica, and says why: ${check.id}`, async () => {
      const result = await runOn(check, on({ replicas: 1 }));
      assertOutcome(result, "skipped");
      assert.match(result.detail, /only 1 pod is ready/);
    });
  }

  for (const check of [cookieIssuedOnce, staleCookie, tamperedCookie, otherPaths, cookieOpaque]) {
    it(`skips a site without a cookie: ${check.id}`, async () => {
      const result = await runOn(check, on({ issuesCookie: "never" }));
      assertOutcome(result, "skipped");
      assert.match(result.detail, /no cookie/);
    });
  }

  it("skips what needs an answer where there is none", async () => {
    const result = await runOn(podsVary, on({ replicas: 0 }));
    assertOutcome(result, "skipped");
    assert.match(result.detail, /no pod answers/);
  });

  for (const check of readingChecks.filter(({ needs }) => needs !== undefined)) {
    it(`ends when it is interrupted: ${check.id}`, async () => {
      const controller = new AbortController();
      const running = runOn(
        {
          ...check,
          run(context) {
            controller.abort();
            return check.run(context);
          },
        },
        { signal: controller.signal },
      );
      await assert.rejects(running, { name: "AbortError" });
    });
  }

  describe("what passes", () => {
    it("a hash controller that takes any cookie for a key", async () => {
      // Contour and others have no dialect here, so that nothing is known of their promises.
      const details = {
        stale: /the value is a key/,
        // A few values only, which may all lead to the pod of the first client.
        tampered: /the value is a key|the pod that it still names/,
      };
      for (const [check, detail] of [
        [staleCookie, details.stale],
        [tamperedCookie, details.tampered],
      ] as const) {
        const result = await runOn(
          check,
          on({ hashes: true }, { affinity: null, controller: "none" }),
        );
        assertOutcome(result, "pass");
        assert.match(result.detail, detail);
      }
    });

    it("a cookie that is set again with its value, to make it last", async () => {
      const result = await runOn(cookieIssuedOnce, on({ issuesCookie: "always" }));
      assertOutcome(result, "pass");
      assert.match(
        result.detail,
        /13 of the 13 responses that follow set "hello" to the same value/,
      );
    });

    it("other cookies of the application beside the session cookie", async () => {
      const result = await runOn(
        cookieIssuedOnce,
        on({ issuesCookie: "always", furtherCookies: ["lang=en; Path=/"] }),
      );
      assertOutcome(result, "pass");
    });

    it("a WebSocket on the client's pod", async () => {
      const result = await runOn(webSocket, { settings: { websocket: "/chat" } });
      assertOutcome(result, "pass");
      assert.match(result.detail, /14 of 14 on hello-\d/);
    });

    it("neighbours that leave the cookie alone", async () => {
      const result = await runOn(neighbours, {
        objects: {
          neighbours: [
            {
              host: "hello.localhost",
              path: "/other",
              exposure: { kind: "Ingress", name: "other", annotations: {} },
            },
          ],
        },
      });
      assertOutcome(result, "pass");
      assert.match(result.detail, /\/other in between, 14 times/);
    });

    it("a header that names the pod", async () => {
      const result = await runOn(staysOverNewConnections, {
        behaviour: { body: () => "", headers: {} },
        settings: { identity: { kind: "cookie" } },
        cluster: false,
      });
      assertOutcome(result, "pass");
    });
  });

  it("fails a check whose requests are lost, whatever it is about", async () => {
    let site: FakeSite | undefined;
    const result = await runOn(
      {
        ...staysOverNewConnections,
        async run(context) {
          for (const { name } of (await site?.list()) ?? []) {
            site?.break(name, "ContainersNotReady");
          }
          return staysOverNewConnections.run(context);
        },
      },
      { before: (started) => (site = started) },
    );
    assertOutcome(result, "fail");
    assert.equal(result.failure, "request-lost");
    assert.match(result.detail, /not answered by a pod: status 503/);
  });

  it("fails a neighbour that overwrites the cookie, though its objects do not tell", async () => {
    const result = await runOn(neighbours, {
      behaviour: { scheme: twoServices("at a path") },
      objects: {
        neighbours: [
          {
            ...{ host: "hello.localhost", path: "/other" },
            exposure: { kind: "Ingress", name: "other", annotations: {} },
          },
        ],
      },
    });
    assertOutcome(result, "fail");
    assert.equal(result.failure, "neighbour-overwrites-cookie");
    assert.match(result.cause ?? "", /at \/other sets or deletes the cookie "hello"/);
  });

  it("fails a WebSocket whose upgrade sets a new cookie", async () => {
    const result = await runOn(
      webSocket,
      on({ upgradeSetsCookie: true }, { settings: { websocket: "/chat" } }),
    );
    assertOutcome(result, "fail");
    assert.equal(result.failure, "websocket-gets-new-cookie");
  });

  it("finds the session cookie among 3,000", async () => {
    const furtherCookies = Array.from({ length: 3_000 }, (_, number) => `c${number}=1; Path=/`);
    const { result, detail } = await runOn(cookieSet, { behaviour: { furtherCookies } });
    assert.equal(result, "pass", detail);
  });

  it("skips the search for the session cookie among several, where one pod tells nothing", async () => {
    const result = await runOn(
      cookieSet,
      on({ replicas: 1, furtherCookies: ["lang=en"] }, { affinity: null, controller: "none" }),
    );
    assertOutcome(result, "skipped");
    assert.match(result.detail, /several cookies are set \(hello, lang\).*with one pod.*--cookie/);
  });

  it("asks as often as rules out chance", async () => {
    const requests = async (args: RunOnArgs) =>
      (await runOn(staysOverNewConnections, args)).timeline.requests;
    assert.equal(await requests(on({ replicas: 2 })), 21);
    assert.equal(await requests(on({ replicas: 20 })), 8);
    assert.equal(await requests({ cluster: false }), 21);
    assert.equal(await requests({ cluster: false, replicas: 3 }), 14);
    assert.equal(await requests({ confidence: 0.9999 }), 10);
  });
});
