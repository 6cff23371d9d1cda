import assert from "node:assert/strict";
import { decisionOn, refusalOf } from "../../components/exposure/admission";
import type { RouteStatus } from "../../components/exposure/routeResource";

const host = "hello.example.com";

const decided = (status: "True" | "False", more: object = {}): RouteStatus => ({
  ingress: [{ host, routerName: "default", conditions: [{ type: "Admitted", status, ...more }] }],
});

describe("the admission of a Route", () => {
  it("is waited for by the host that was asked for, so that an earlier host's decision does not count", () => {
    assert.equal(
      decisionOn(host),
      'jsonpath={.status.ingress[?(@.host=="hello.example.com")].conditions[?(@.type=="Admitted")].status}',
    );
  });

  it("is waited for by the first entry where the router assigns the host", () => {
    assert.equal(
      decisionOn(undefined),
      'jsonpath={.status.ingress[0].conditions[?(@.type=="Admitted")].status}',
    );
  });

  it("is no refusal where the router serves the host, or has not decided", () => {
    for (const status of [
      undefined,
      {},
      { ingress: [] },
      { ingress: [{ host }] },
      decided("True"),
    ]) {
      assert.equal(refusalOf(status, host), undefined);
      assert.equal(refusalOf(status, undefined), undefined);
    }
  });

  it("is refused in the router's own words, with the way out", () => {
    const status = decided("False", {
      reason: "HostAlreadyClaimed",
      message: "route other already exposes hello.example.com and is older",
    });
    assert.equal(
      refusalOf(status, host),
      "The router default refuses hello.example.com: HostAlreadyClaimed: route other already exposes " +
        "hello.example.com and is older.\nChoose another host (pulumi config set host ...), or free this " +
        "one and run pulumi up --refresh.",
    );
  });

  it("is not refused by what was said of another host", () => {
    assert.equal(refusalOf(decided("False"), "other.example.com"), undefined);
  });
});
