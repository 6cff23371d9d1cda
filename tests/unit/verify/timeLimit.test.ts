import assert from "node:assert/strict";
import { htmlReport } from "../../../verify/report/html/htmlReport";
import { junitReport } from "../../../verify/report/junitReport";
import { textReport } from "../../../verify/report/textReport";
import { verify, type VerifyArgs } from "../../../verify/verify";
import { serve } from "../support/server";
import { FakeSite } from "./fakeSite";
import { fakeTarget, settings } from "./fakeTarget";

describe("the time that a run may take", () => {
  async function run(further: Partial<VerifyArgs>): ReturnType<typeof verify> {
    const fake = new FakeSite();
    const target = fakeTarget({ url: await fake.start(), affinity: null, controller: "none" });
    try {
      const { signal } = new AbortController();
      return await verify({ target, settings, waitSeconds: 0, signal, ...further });
    } finally {
      await fake.stop();
    }
  }

  it("is not limited where nothing is said", async () => {
    const report = await run({});
    assert.equal(report.incomplete, undefined);
    assert.equal(report.passed, true);
  });

  it("ends it with a report of what was found so far", async () => {
    const report = await run({ maxSeconds: 4, settings: { ...settings, holdSeconds: 60 } });
    assert.match(
      report.incomplete ?? "",
      /^the 4 s of --max-time were over after \d+ of 22 checks$/,
    );
    assert.equal(report.passed, false);
    assert.equal(report.checks.length, 22);
    const late = report.checks.at(-1);
    assert.deepEqual([late?.result, late?.detail], ["skipped", "the time of --max-time was over"]);
    assert.equal(report.checks.find(({ id }) => id === "pod-answers")?.result, "pass");
    assert.match(
      textReport(report, { colored: false }),
      /^INCOMPLETE: .*\nthe 4 s of --max-time were over/m,
    );
    assert.match(await htmlReport(report), /<title>Incomplete: .*Not every check ran\./s);
    assert.match(junitReport(report), /errors="1"[^]*<error message="the 4 s of --max-time/);
  });

  it("is told where it was over before the first check", async () => {
    const silent = await serve(() => undefined);
    const target = fakeTarget({ url: silent.url, affinity: null, controller: "none" });
    await assert.rejects(run({ target, maxSeconds: 0.2 }), {
      name: "Error",
      message:
        "the 0.2 s of --max-time were over before the first check: the site was still being looked at",
    });
    await silent.stop();
  });

  it("is not what ended it where it was interrupted", async () => {
    const controller = new AbortController();
    const running = run({ maxSeconds: 60, signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 20);
    await assert.rejects(running, { name: "AbortError" });
  });
});
