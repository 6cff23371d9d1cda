import assert from "node:assert/strict";

import { mainFile } from "../../../lab/router/haproxy/configuration";
import type { RouteTls } from "../../../lab/router/route";
import { files } from "./files";
import { route } from "./objects";

const haproxy = "haproxy.router.openshift.io";

/** The lines of the backend of a Route. */
function backend(choices: Parameters<typeof route>[0] = {}): string[] {
  const text = files(route(choices))[mainFile] ?? "";
  const [, section = ""] = text.split("backend route:one:hello\n");
  return section
    .trim()
    .split("\n")
    .map((line) => line.trim());
}

function lines(pattern: RegExp, choices: Parameters<typeof route>[0] = {}): string[] {
  return backend(choices).filter((line) => pattern.test(line));
}

const annotated = (annotations: Record<string, string>) => ({ annotations });
const withTls = (tls: RouteTls, annotations = {}) => ({ annotations, spec: { tls } });

describe("the backend of a Route", () => {
  it("has the cookie that nobody asked for, on plain http too", () => {
    const [cookie, ...others] = lines(/^cookie/);
    assert.match(cookie ?? "", /^cookie [0-9a-f]{32} insert indirect nocache httponly$/);
    assert.deepEqual(others, []);
  });

  it("has the cookie's name from the annotation, unless that is none", () => {
    const name = (text: string) =>
      lines(/^cookie/, annotated({ "router.openshift.io/cookie_name": text }))[0]?.split(" ")[1];
    assert.equal(name("hello-1"), "hello-1");
    for (const ignored of ["he.llo", "a b", "$x", "", "a\n"]) {
      assert.match(name(ignored) ?? "", /^[0-9a-f]{32}$/, ignored);
    }
  });

  for (const [policy, sameSite, expected] of [
    ["Redirect", undefined, " secure attr SameSite=None"],
    ["Redirect", "Lax", " secure attr SameSite=Lax"],
    ["None", "Strict", " secure attr SameSite=Strict"],
    ["Redirect", "lax", " secure attr SameSite=None"],
    ["Allow", "Strict", ""],
  ] as const) {
    it(`has a cookie with "${expected}" for ${policy} and SameSite ${sameSite ?? "unset"}`, () => {
      for (const termination of ["edge", "reencrypt"] as const) {
        const [cookie = ""] = lines(
          /^cookie/,
          withTls(
            { termination, insecureEdgeTerminationPolicy: policy },
            sameSite && { "router.openshift.io/cookie-same-site": sameSite },
          ),
        );
        assert.equal(cookie.split("httponly")[1], expected);
      }
    });
  }

  it("ignores SameSite on plain http", () => {
    const [cookie] = lines(/^cookie/, annotated({ "router.openshift.io/cookie-same-site": "Lax" }));
    assert.match(cookie ?? "", /httponly$/);
  });

  it("has no cookie when it is switched off in a word that Go takes for true", () => {
    for (const [word, count] of [
      ["true", 0],
      ["TRUE", 0],
      ["1", 0],
      ["t", 0],
      ["yes", 1],
      ["false", 1],
    ] as const) {
      const found = lines(/^cookie/, annotated({ [`${haproxy}/disable_cookies`]: word }));
      assert.equal(found.length, count, word);
    }
  });

  it("balances at random, in turn where Services share, and as the annotation says", () => {
    const balance = (choices: Parameters<typeof route>[0]) => lines(/^balance/, choices);
    const shared = { spec: { alternateBackends: [{ name: "blue", weight: 1 }] } };
    const drained = { spec: { alternateBackends: [{ name: "blue", weight: 0 }] } };
    assert.deepEqual(balance({}), ["balance random"]);
    assert.deepEqual(balance(shared), ["balance roundrobin"]);
    assert.deepEqual(balance(drained), ["balance random"]);
    assert.deepEqual(balance(annotated({ [`${haproxy}/balance`]: "leastconn" })), [
      "balance leastconn",
    ]);
    assert.deepEqual(balance(annotated({ [`${haproxy}/balance`]: "best" })), ["balance random"]);
  });

  it("gives a request that is refused to another pod", () => {
    assert.deepEqual(lines(/redispatch/), ["option redispatch"]);
  });

  it("has a server for each pod, checked as soon as there are two", () => {
    const [first, second] = lines(/^server/);
    assert.match(
      first ?? "",
      /^server pod:hello-0:hello:http:10.0.0.1:8080 10.0.0.1:8080 cookie [0-9a-f]{32} weight 1 check inter 5000ms$/,
    );
    assert.match(second ?? "", /^server pod:hello-1:/);
    const [alone] = lines(/^server/, { spec: { to: { name: "blue" } } });
    assert.match(alone ?? "", /weight 1$/);
  });

  it("keeps the servers of weight 0, for those who have their cookie", () => {
    const spec = {
      to: { name: "hello", weight: 0 },
      alternateBackends: [{ name: "blue", weight: 100 }],
    };
    const weights = lines(/^server/, { spec }).map(
      (line) => /^server pod:(\S+?):.* weight (\d+)/.exec(line)?.slice(1).join(" ") ?? line,
    );
    assert.deepEqual(weights, ["blue-0 1", "hello-0 0", "hello-1 0"]);
  });

  it("has no server where there is no Service, or none of its pods is ready", () => {
    assert.deepEqual(lines(/^server/, { spec: { to: { name: "absent" } } }), []);
  });

  it("takes times from annotations, and cuts those that HAProxy would not take", () => {
    const times = (timeout: string, tunnel: string) =>
      lines(
        /^timeout (server|tunnel)/,
        annotated({ [`${haproxy}/timeout`]: timeout, [`${haproxy}/timeout-tunnel`]: tunnel }),
      );
    assert.deepEqual(times("5s", "2h"), ["timeout server 5s", "timeout tunnel 2h"]);
    assert.deepEqual(times("90d", "5"), ["timeout server 2147483647ms", "timeout tunnel 5"]);
    assert.deepEqual(times("5 s", "0s"), []);
  });

  it("asks pods over TLS where it re-encrypts, and trusts just the authority that is named", () => {
    const named = withTls({ termination: "reencrypt", destinationCACertificate: "PEM" });
    assert.match(
      lines(/^server/, named)[0] ?? "",
      / weight 1 ssl verify required ca-file \/lab\/c\/one:hello.destination.pem check /,
    );
    assert.equal(files(route(named))["one:hello.destination.pem"], "PEM\n");
    assert.match(
      lines(/^server/, withTls({ termination: "reencrypt" }))[0] ?? "",
      / ssl verifyhost hello.one.svc verify required ca-file \/lab\/services.crt check /,
    );
  });

  it("of a passed-through connection has no cookie, and leaves out weight 0", () => {
    const tls = { termination: "passthrough" } as const;
    const spec = { tls, alternateBackends: [{ name: "blue", weight: 0 }] };
    assert.deepEqual(lines(/^(mode|balance|hash-type|cookie|server)/, { spec }), [
      ...["mode tcp", "balance source", "hash-type consistent"],
      "server pod:hello-0:hello:http:10.0.0.1:8080 10.0.0.1:8080 weight 1 check inter 5000ms",
      "server pod:hello-1:hello:http:10.0.0.2:8080 10.0.0.2:8080 weight 1 check inter 5000ms",
    ]);
  });

  it("tells the application who asks, in the way that is asked for", () => {
    const count = (how: string) =>
      lines(/(forwardfor|Forwarded)/, annotated({ [`${haproxy}/set-forwarded-headers`]: how }));
    assert.deepEqual(count("never"), []);
    assert.ok(
      count("append").includes("http-request add-header X-Forwarded-Host %[req.hdr(host)]"),
    );
    assert.deepEqual(count("other"), count("append"));
    assert.equal(count("replace")[0], "http-request set-header X-Forwarded-For %[src]");
    assert.equal(count("if-none")[0], "option forwardfor if-none");
    assert.ok(
      count("if-none").includes(
        "http-request set-header X-Forwarded-Port %[dst_port] if !{ req.hdr(X-Forwarded-Port) -m found }",
      ),
    );
  });

  it("sends Strict-Transport-Security over TLS only", () => {
    const annotations = { [`${haproxy}/hsts_header`]: "max-age=60;includeSubDomains" };
    assert.equal(lines(/Strict-Transport/, { annotations }).length, 0);
    assert.deepEqual(lines(/Strict-Transport/, withTls({ termination: "edge" }, annotations)), [
      "http-response set-header Strict-Transport-Security 'max-age=60;includeSubDomains'",
    ]);
  });

  it("lets in addresses of a list only", () => {
    const list = (text: string) =>
      lines(/acl|reject/, annotated({ [`${haproxy}/ip_allowlist`]: text }));
    assert.deepEqual(list("10.0.0.0/8 nonsense 192.0.2.1"), [
      "acl allowed src 10.0.0.0/8 192.0.2.1",
      "tcp-request content reject if !allowed",
    ]);
    assert.deepEqual(list("nonsense"), []);
  });

  it("limits rates, as far as limits are given", () => {
    const annotations = {
      [`${haproxy}/rate-limit-connections`]: "true",
      [`${haproxy}/rate-limit-connections.rate-http`]: "5",
    };
    assert.deepEqual(lines(/stick-table|reject/, { annotations }), [
      "stick-table type ip size 100k expire 30s store conn_cur,conn_rate(3s),http_req_rate(10s)",
      "tcp-request content reject if { src_http_req_rate ge 5 }",
    ]);
  });
});
