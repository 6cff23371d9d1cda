import assert from "node:assert/strict";
import { certificateValid } from "../../../verify/checks/certificateValid";
import type { CheckContext } from "../../../verify/checks/check";
import type { TlsFacts } from "../../../verify/survey";

const day = 24 * 60 * 60 * 1000;

/** What the check says of a certificate that has so many milliseconds left. */
function outcomeOf(left: number, further: Partial<TlsFacts> = {}, insecure = false) {
  const tls: TlsFacts = {
    ...{ validTo: new Date(Date.now() + left), subject: "a.example.com", issuer: "An Authority" },
    ...{ version: "TLSv1.3", http2: false },
    ...further,
  };
  return certificateValid.run({
    target: { url: new URL("https://a.example.com/") },
    ...{ survey: { tls }, settings: { insecure } },
  } as unknown as CheckContext);
}

describe("the check of the certificate", () => {
  for (const [days, result] of [
    [7, "pass"],
    [6, "fail"],
  ] as const) {
    it(`says ${result} with ${days} days left`, async () => {
      const outcome = await outcomeOf(days * day + day / 2);
      assert.equal(outcome.result, result, outcome.detail);
      assert.equal(outcome.failure, result === "fail" ? "certificate-expires" : undefined);
    });
  }

  it("fails one that is not trusted, unless that is accepted", async () => {
    const untrusted = { untrusted: "DEPTH_ZERO_SELF_SIGNED_CERT" };
    const outcome = await outcomeOf(30 * day, untrusted);
    assert.equal(outcome.failure, "certificate-untrusted");
    assert.match(outcome.cause ?? "", /NODE_EXTRA_CA_CERTS/);
    assert.equal((await outcomeOf(30 * day, untrusted, true)).result, "skipped");
  });
});
