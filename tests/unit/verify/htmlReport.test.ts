import assert from "node:assert/strict";
import type { CheckResult } from "../../../verify/checks/runCheck";
import { clientsSpread } from "../../../verify/checks/clientsSpread";
import { cookieAttributes } from "../../../verify/checks/cookieAttributes";
import { podDeleted } from "../../../verify/disrupt/podLoss";
import { htmlReport } from "../../../verify/report/html/htmlReport";
import type { Report } from "../../../verify/report/report";
import { runOn } from "./runOn";

function reportOf(checks: readonly CheckResult[], url = "http://hello.localhost/"): Report {
  return {
    ...{ version: 1, url, startedAt: "2026-01-02T03:04:05.678Z", seconds: 12.3 },
    expected: { controller: "traefik", affinity: "strong", cookieName: "hello" },
    confidence: { level: 0.999999, error: 1e-6, pods: 3, requests: 14, statement: "14 requests." },
    passed: checks.every(({ result }) => result !== "fail"),
    ...{ checks, requests: 99 },
  };
}

describe("the page of the verifier", function () {
  this.timeout(30_000);
  let page: string;

  before(async () => {
    page = await htmlReport(
      reportOf([
        await runOn(clientsSpread),
        await runOn(podDeleted, { behaviour: { lostAfterDeletion: 4 } }),
      ]),
    );
  });

  it("has the verdict, the facts and every check", () => {
    assert.match(page, /<title>Passed: sticky sessions of http:\/\/hello\.localhost\/<\/title>/);
    assert.match(page, /<strong>Sessions stick\.<\/strong>/);
    assert.match(page, /<dd>2026-01-02 03:04:05 UTC<\/dd>/);
    assert.match(page, /99\.9999 % for each check\. 14 requests\./);
    assert.match(page, /<td>new clients spread over all pods<\/td>\s*<td class="pass">pass<\/td>/);
    assert.doesNotMatch(page, /What failed/);
  });

  it("draws the spread and the timeline, each for a screen and for a phone", () => {
    assert.equal(page.match(/<figure /g)?.length, 2);
    assert.equal(page.match(/<div class="wide"><svg /g)?.length, 2);
    assert.equal(page.match(/<div class="narrow"><svg /g)?.length, 2);
    assert.match(page, /viewBox="0 0 960 /);
    assert.match(page, /viewBox="0 0 380 /);
  });

  it("marks the deletion, and lost requests in red", () => {
    assert.match(
      page,
      /<li>[\d.]+ s: hello-\d deleted<\/li>\s*<li>[\d.]+ s: replacement ready<\/li>/,
    );
    assert.match(page, /background:#d00000"><\/span>lost \(4\)/);
    const timeline = page.slice(
      page.lastIndexOf('<div class="wide">'),
      page.lastIndexOf('<div class="narrow">'),
    );
    assert.equal(timeline.match(/fill="#d00000"/g)?.length, 4);
  });

  it("needs nothing from elsewhere and runs no script", () => {
    assert.doesNotMatch(page, /<script|<link|@import|url\(|src=/);
    assert.deepEqual(
      [...page.matchAll(/https?:\/\/[\w./]+/g)]
        .map(([url]) => url)
        .filter((url) => !/^http:\/\/(hello\.localhost|www\.w3\.org)\//.test(url)),
      [],
    );
  });

  it("tells first what failed and why", async () => {
    const failed = await htmlReport(
      reportOf([
        await runOn(cookieAttributes, { behaviour: { cookieAttributes: "; Path=/shop" } }),
      ]),
    );
    assert.match(failed, /<title>Failed: /);
    assert.match(
      failed,
      /What failed, and why.*Likely cause:<\/strong> The cookie&#39;s Path=\/shop does not cover/s,
    );
  });

  it("escapes what the application says", async () => {
    const [check] = [await runOn(cookieAttributes)];
    const escaped = await htmlReport(
      reportOf([{ ...check, detail: "<script>alert('x')</script> & more" }]),
    );
    assert.doesNotMatch(escaped, /<script/);
    assert.match(escaped, /&#60;script&#62;alert\(&#39;x&#39;\)&#60;\/script&#62; &#38; more/);
  });
});
