import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { Check } from "../../../verify/checks/check";
import { certificateValid } from "../../../verify/checks/certificateValid";
import { clientsSpread } from "../../../verify/checks/clientsSpread";
import { podAnswers } from "../../../verify/checks/podAnswers";
import { podsReady } from "../../../verify/checks/podsReady";
import { helloIdentity, parseIdentity, whoAnswered } from "../../../verify/identity";
import { messageOf } from "../../../verify/message";
import { htmlReport } from "../../../verify/report/html/htmlReport";
import { junitReport } from "../../../verify/report/junitReport";
import type { Report } from "../../../verify/report/report";
import { textReport } from "../../../verify/report/textReport";
import { VerifyError } from "../../../verify/verifyError";
import { selfSigned } from "../support/certificate";
import { listen } from "../support/server";
import { runOn } from "./runOn";

/** What none of it may be in any report. */
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function reportOf(checks: Report["checks"]): Report {
  return {
    ...{ version: 1, url: "http://hello.localhost/", seconds: 1, expected: {}, checks },
    startedAt: "2026-01-02T03:04:05.678Z",
    confidence: { level: 0.999999, error: 1e-6, requests: 21, statement: "" },
    ...{ passed: true, requests: 1 },
  };
}

async function everyForm(report: Report): Promise<Readonly<Record<string, string>>> {
  return {
    text: textReport(report, { colored: false }),
    json: JSON.stringify(report, undefined, 2),
    junit: junitReport(report),
    html: await htmlReport(report),
  };
}

describe("what servers and clusters say", () => {
  it("is safe where it is a pod's name", () => {
    const body = "Server name: a\u001b]0;x\u0007\u202eb\n";
    assert.equal(
      whoAnswered(helloIdentity, { headers: {}, body })?.name,
      "a\\u001b]0;x\\u0007\\u202eb",
    );
    const headers = { "x-pod": "a\u009b2J" };
    assert.equal(
      whoAnswered(parseIdentity("header:X-Pod"), { headers, body: "" })?.name,
      "a\\u009b2J",
    );
  });

  it("is shortened where it is longer than any name, and tells names apart that differ at their end", () => {
    const name = (end: string) =>
      whoAnswered(parseIdentity("header:X-Pod"), {
        headers: { "x-pod": `${"a".repeat(253)}${end}` },
        body: "",
      })?.name ?? "";
    assert.equal(name("").length, 253);
    assert.equal(name("b").length, 40 + 3 + 12);
    assert.notEqual(name("b"), name("c"));
  });

  it("is safe where it is an error's message, and our own message stays as it is", () => {
    assert.equal(messageOf(new Error("a\u001b[31m\nb")), "a\\u001b[31m b");
    assert.equal(messageOf(new VerifyError("first\nsecond")), "first\nsecond");
    assert.equal(
      messageOf({ code: 403, body: '{"message":"no\\u001b"}' }),
      "no\\u001b (status 403)",
    );
  });

  it("is safe in every report where it is a redirect's location or why a pod is not ready", async () => {
    const redirect = await runOn(podAnswers, {
      behaviour: { status: 302, headers: { location: "http://a/\u009b2J" }, body: () => "" },
    });
    assert.match(redirect.cause ?? "", /redirects to http:\/\/a\/\\u009b2J/);
    const waiting = await runOn(podsReady, {
      before: (site) => {
        site.break("hello-2", "probe said \u001b[2J\u202e");
      },
    });
    assert.match(waiting.detail + (waiting.cause ?? ""), /probe said \\u001b\[2J\\u202e/);
    for (const [form, text] of Object.entries(await everyForm(reportOf([redirect, waiting])))) {
      assert.doesNotMatch(text, dangerous, form);
    }
  });

  it("is safe in every report where it is a certificate's names", async () => {
    const { key, cert } = selfSigned("a\u001b[2J\u0007\u202e\u009b<script>b</script>");
    const server = await listen(
      createServer({ key, cert }, (_, response) => {
        response.end("Server name: hello-0\n");
      }),
      "https",
    );
    try {
      const result = await runOn(certificateValid, { url: server.url, cluster: false });
      assert.match(result.detail, /a\\u001b\[2J\\u0007\\u202e\\u009b<script>b<\/script>/);
      for (const [form, text] of Object.entries(await everyForm(reportOf([result])))) {
        assert.doesNotMatch(text, dangerous, form);
        assert.ok(form === "text" || form === "json" || !text.includes("<script>"), form);
      }
    } finally {
      await server.stop();
    }
  });

  it("is safe in the figures and labels of any check", async () => {
    const check: Check = {
      ...{ id: "any", title: "any" },
      run: () => ({
        result: "fail",
        detail: "a\u0007",
        cause: "b\u009b",
        figures: { c: "d\u202e" },
      }),
    };
    const { detail, cause, figures } = await runOn(check);
    assert.deepEqual([detail, cause, figures], ["a\\u0007", "b\\u009b", { c: "d\\u202e" }]);
  });

  for (const names of [
    ["constructor", "__proto__", "toString"],
    ["__proto__", "hasOwnProperty", "valueOf"],
  ]) {
    it(`is counted also where pods are called ${names.join(", ")}`, async () => {
      const check = await runOn(clientsSpread, {
        cluster: false,
        replicas: 3,
        behaviour: { body: ({ name }) => `Server name: ${names[Number(name.at(-1))] ?? ""}\n` },
      });
      assert.equal(check.result, "pass", check.detail);
      const counts = Object.values(check.timeline.answers);
      assert.equal(counts.length, 3);
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        check.timeline.requests,
      );
      for (const [form, text] of Object.entries(await everyForm(reportOf([check])))) {
        for (const name of names) {
          assert.match(text, new RegExp(`${name}.{0,4} \\d`), `${name} in ${form}`);
        }
        assert.doesNotMatch(text, /native code|\[object/, form);
      }
      assert.equal("prev" in {}, false, "every object has got a property");
    });
  }

  it("names nobody by what every object has", () => {
    for (const header of ["constructor", "tostring", "__proto__"]) {
      assert.equal(
        whoAnswered(parseIdentity(`header:${header}`), { headers: {}, body: "" }),
        undefined,
      );
    }
  });

  it("is under a digest where it is a cookie's value, which is as good as a password", async () => {
    const secret = "s3cr3t-0123456789";
    const check = await runOn(clientsSpread, {
      cluster: false,
      replicas: 3,
      settings: { identity: { kind: "cookie" } },
      behaviour: { cookieValue: ({ name }) => `${secret}-${name}` },
    });
    assert.equal(check.result, "pass", check.detail);
    assert.equal(Object.keys(check.timeline.answers).length, 3);
    for (const text of Object.values(await everyForm(reportOf([check])))) {
      assert.doesNotMatch(text, new RegExp(secret));
      assert.match(text, /cookie-[0-9a-f]{12}/);
    }
  });
});
