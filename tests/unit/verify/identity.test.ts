import assert from "node:assert/strict";
import {
  type Answer,
  describeIdentity,
  helloIdentity,
  parseIdentity,
  whoAnswered,
} from "../../../verify/identity";

const answer: Answer = {
  headers: { "x-pod": "web-1", via: ["a", "b"] },
  body: "Server address: 10.0.0.7:8080\nServer name: hello-1\nURI: /\n",
  cookieValue: "abc",
};

describe("identity", () => {
  it("is the tutorial's lines by default", () => {
    assert.deepEqual(whoAnswered(helloIdentity, answer), { name: "hello-1", address: "10.0.0.7" });
    assert.equal(whoAnswered(helloIdentity, { ...answer, body: "hello" }), undefined);
  });

  it("takes an IPv6 address", () => {
    const body = "Server address: [fd00::7]:8080\nServer name: hello-1\n";
    assert.equal(whoAnswered(helloIdentity, { ...answer, body })?.address, "fd00::7");
  });

  for (const [text, name, address] of [
    ["header:X-Pod", "web-1"],
    ["header:Via", "a"],
    // The first digits of the SHA-256 of "abc" (FIPS 180-4).
    ["cookie", "cookie-ba7816bf8f01"],
    ["body:name: (\\S+)", "hello-1"],
    ["body:hello-\\d", "hello-1"],
    ["body:address: (?<address>[\\d.]+):\\d+\\n.*name: (?<pod>\\S+)", "hello-1", "10.0.0.7"],
    ["body:address: (?<address>[\\d.]+)", "10.0.0.7", "10.0.0.7"],
  ] as const) {
    it(`reads ${text}`, () => {
      const found = whoAnswered(parseIdentity(text), answer);
      assert.equal(found?.name, name);
      assert.equal(found.address, address);
    });
  }

  for (const text of ["header:X-None", "body:nothing (x)", "body:^$"]) {
    it(`finds nobody by ${text}`, () => {
      assert.equal(whoAnswered(parseIdentity(text), answer), undefined);
    });
  }

  for (const text of ["", "body", "body:", "header:", "header:a b", "cookies", "pod"]) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => parseIdentity(text), /allowed: body:REGEX, header:NAME or cookie/);
    });
  }

  it("refuses what is no regular expression", () => {
    assert.throws(() => parseIdentity("body:("), /"\(" is no regular expression/);
  });

  it("is described for messages", () => {
    assert.match(describeIdentity(helloIdentity), /Server name: <pod>/);
    assert.equal(describeIdentity(parseIdentity("header:X-Pod")), "a header x-pod");
    assert.equal(describeIdentity(parseIdentity("cookie")), "a session cookie");
    assert.equal(describeIdentity(parseIdentity("body:a(b)")), "a match of /a(b)/m");
  });
});
