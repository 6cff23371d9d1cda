import assert from "node:assert/strict";
import type { Check } from "../../../demo/checks/check";
import { checks } from "../../../demo/checks/checks";
import { cookieIssuedOnce } from "../../../demo/checks/cookieIssuedOnce";
import { podLossSurvived } from "../../../demo/checks/podLossSurvived";
import { podsVary } from "../../../demo/checks/podsVary";
import { runCheck, type CheckResult } from "../../../demo/checks/runCheck";
import { sessionStays } from "../../../demo/checks/sessionStays";
import type { RequestRecord } from "../../../demo/http/requestRecord";
import { FakeSite, type FakeSiteBehaviour } from "./fakeSite";

describe("demo checks", () => {
  let site: FakeSite | undefined;
  let journal: RequestRecord[] = [];

  afterEach(async () => {
    await site?.stop();
    site = undefined;
    journal = [];
  });

  async function run(check: Check, behaviour: FakeSiteBehaviour = {}): Promise<CheckResult> {
    site = new FakeSite(behaviour);
    return runCheck(check, {
      url: await site.start(),
      cookieName: "hello",
      pods: site,
      journal,
      signal: new AbortController().signal,
    });
  }

  function assertFails({ result, detail }: CheckResult, expected: RegExp): void {
    assert.match(detail, expected);
    assert.equal(result, "fail");
  }

  for (const check of checks) {
    it(`passes a sticky site: ${check.name}`, async () => {
      const { result, detail } = await run(check);
      assert.equal(result, "pass", detail);
      assert.ok(journal.every(({ purpose }) => purpose === check.name));
    });

    it(`stops when interrupted: ${check.name}`, async () => {
      site = new FakeSite();
      const controller = new AbortController();
      const running = runCheck(check, {
        url: await site.start(),
        cookieName: "hello",
        pods: site,
        journal,
        signal: controller.signal,
      });
      controller.abort();
      await assert.rejects(running, { name: "AbortError" });
    });
  }

  for (const check of [podsVary, sessionStays, podLossSurvived]) {
    it(`skips one replica, and says why: ${check.name}`, async () => {
      const { result, detail } = await run(check, { replicas: 1 });
      assert.equal(result, "skipped");
      assert.match(detail, /only 1 pod is ready/);
    });
  }

  describe("pods vary", () => {
    it("takes the tutorial's 8 requests and counts them", async () => {
      const { detail } = await run(podsVary);
      assert.equal(journal.length, 8);
      assert.match(detail, /^3 of 3 pods in 8 requests: hello-0 2, hello-1 3, hello-2 3$/);
    });

    it("fails where one pod answers everything, and only once chance is ruled out", async () => {
      assertFails(await run(podsVary, { alwaysFirstPod: true }), /hello-0 14 .*1 in 1,594,323/);
      assert.equal(journal.length, 14);
    });

    it("never sends a cookie", async () => {
      await run(podsVary);
      assert.ok(journal.every(({ cookieSent }) => cookieSent === undefined));
    });
  });

  describe("session stays", () => {
    it("asks as often as rules out chance", async () => {
      await run(sessionStays, { replicas: 2 });
      assert.equal(journal.length, 21);
    });

    it("never asks less often than the tutorial", async () => {
      await run(sessionStays, { replicas: 20 });
      assert.equal(journal.length, 8);
    });

    it("fails where the cookie is not honoured", async () => {
      assertFails(await run(sessionStays, { honoursCookie: false }), /took turns/);
    });

    it("fails where no cookie is issued", async () => {
      assertFails(await run(sessionStays, { issuesCookie: "never" }), /took turns/);
    });

    it("fails where the cookie is for https only and the site is not", async () => {
      assertFails(await run(sessionStays, { cookieAttributes: "; Secure" }), /took turns/);
    });

    it("fails where a browser refuses the cookie, with the reason", async () => {
      assertFails(
        await run(sessionStays, { cookieAttributes: "; Domain=example.com" }),
        /not acceptable: .*domain/i,
      );
    });
  });

  describe("cookie issued once", () => {
    it("fails where no cookie is issued", async () => {
      assertFails(await run(cookieIssuedOnce, { issuesCookie: "never" }), /sets: none/);
    });

    it("fails where the cookie has another name, and tells which", async () => {
      assertFails(
        await run(cookieIssuedOnce, { cookieName: "other" }),
        /does not set the cookie "hello" \(it sets: other=/,
      );
    });

    it("fails where every response issues it again", async () => {
      assertFails(await run(cookieIssuedOnce, { issuesCookie: "always" }), /again by 7 of the 7/);
    });
  });

  describe("pod loss survived", () => {
    it("counts lost requests, and passes all the same", async () => {
      const { result, detail } = await run(podLossSurvived, { lostAfterDeletion: 3 });
      assert.equal(result, "pass", detail);
      assert.match(detail, /hello-\d deleted, hello-\d answered after .*; 3 of \d+ requests lost/);
    });

    it("fails where the session goes back to the name of the deleted pod", async () => {
      assertFails(await run(podLossSurvived, { movesBack: true }), /but request \d+ was answered/);
    });

    it("fails where the session is not sticky to begin with, and deletes nothing", async () => {
      assertFails(await run(podLossSurvived, { honoursCookie: false }), /none was deleted/);
      assert.equal((await site?.list())?.length, 3);
    });

    it("fails where no new cookie is issued", async () => {
      assertFails(
        await run(podLossSurvived, { alwaysFirstPod: true, issuesCookie: "never" }),
        /no new cookie/,
      );
    });
  });
});
