import assert from "node:assert/strict";
import { decisionOn, noAdmissionOf, refusalOf } from "../../components/exposure/admission";
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

  it("is refused in the router's own words, with the alternatives", () => {
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

  it("is refused without a host where none was assigned", () => {
    const conditions = [
      { type: "Admitted", status: "False", reason: "NoHostValue", message: "no" },
    ];
    assert.match(
      refusalOf({ ingress: [{ routerName: "default", conditions }] }, undefined) ?? "",
      /^The router default refuses the Route, which has no host: NoHostValue: no\.\n/,
    );
  });

  it("is missing where no router has taken the Route: says so, and what to look at", () => {
    for (const status of [{}, { ingress: [] }, { ingress: [{ routerName: "default" }] }]) {
      const message = noAdmissionOf(status, undefined, "hello") ?? "";
      assert.match(message, /^No router has admitted the Route hello, so it has no host\./);
      assert.match(message, /oc describe route hello\n.*openshift-ingress .*\n.*routeSelector/);
    }
  });

  it("is not missing where a host is known, or there is no status to read", () => {
    assert.equal(noAdmissionOf({}, host, "hello"), undefined);
    assert.equal(noAdmissionOf(undefined, undefined, "hello"), undefined);
    assert.equal(noAdmissionOf(decided("True"), undefined, "hello"), undefined);
  });

  it("is not refused by what was said of another host", () => {
    assert.equal(refusalOf(decided("False"), "other.example.com"), undefined);
  });
});
