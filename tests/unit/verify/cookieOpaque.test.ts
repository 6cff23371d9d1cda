import assert from "node:assert/strict";
import { findDialect } from "../../../components/affinity/dialects";
import type { CheckContext, CheckOutcome } from "../../../verify/checks/check";
import { cookieOpaque } from "../../../verify/checks/cookieOpaque";
import { settings } from "./fakeTarget";

/** As Envoy writes it: a protobuf with the address, in base64. */
const value = Buffer.from("\n\u000f10.244.0.5:8080").toString("base64");

async function check(controller: string): Promise<CheckOutcome> {
  const setCookies = [`hello=${value}; Path=/; HttpOnly`];
  return cookieOpaque.run({
    survey: {
      cookieName: "hello",
      first: { headers: {}, setCookies },
      pods: [{ name: "hello-0", address: "10.244.0.5" }],
    },
    target: { expectation: { dialect: findDialect(controller) } },
    settings,
  } as unknown as CheckContext);
}

describe("a cookie that tells the pod's address", () => {
  it("is a fault where the controller is known to hide it", async () => {
    assert.equal((await check("traefik")).failure, "cookie-reveals-pod");
  });

  for (const controller of ["envoy-gateway", "istio-persistent-session"]) {
    it(`is said, and no fault, where the controller always does so: ${controller}`, async () => {
      const { result, detail } = await check(controller);
      assert.equal(result, "pass");
      assert.match(detail, /^the value tells 10\.244\.0\.5, as .* makes it/);
    });
  }
});
