import assert from "node:assert/strict";
import type { Affinity } from "../../../components/affinity/affinity";
import { dialects, findDialect } from "../../../components/affinity/dialects";
import type { CheckContext } from "../../../verify/checks/check";
import { cookieAttributes } from "../../../verify/checks/cookieAttributes";
import { expectationOf } from "../../../verify/subject/expectation";

const now = new Date("2026-01-01T12:00:00Z");
const inOneHour = "Thu, 01 Jan 2026 13:00:00 GMT";
const inOneWeek = "Thu, 08 Jan 2026 12:00:00 GMT";
const hour: Affinity = { cookie: { maxAgeSeconds: 3600 } };
const plain: Affinity = { cookie: {} };

/** What each controller sends for a description: written after what `from` names, not captured from a running one. */
const lines: Readonly<
  Record<string, { readonly affinity: Affinity; readonly line: string; readonly from: string }>
> = {
  traefik: {
    affinity: hour,
    line: "hello=0a1b; Path=/; Max-Age=3600; HttpOnly",
    from: "traefik: pkg/server/service/loadbalancer/sticky.go, by Go's http.Cookie",
  },
  "ingress-nginx": {
    affinity: hour,
    line: `hello=1735.1|9f8e; Max-Age=3600; Path=/; HttpOnly`,
    from: "ingress-nginx: rootfs/etc/nginx/lua/balancer/sticky.lua, by lua-resty-cookie",
  },
  "traefik-ingress-nginx": {
    affinity: hour,
    line: "hello=0a1b; Path=/; Max-Age=3600; HttpOnly",
    from: "traefik: pkg/server/service/loadbalancer/sticky.go",
  },
  "f5-nginx": {
    affinity: hour,
    line: `hello=8f14e45f; expires=${inOneHour}; max-age=3600; path=/; httponly`,
    from: "nginx: src/http/modules/ngx_http_upstream_sticky_module.c",
  },
  "f5-nginx-plus": {
    affinity: hour,
    line: `hello=8f14e45f; expires=${inOneHour}; path=/; httponly`,
    from: "nginx.org: sticky cookie, expires",
  },
  "haproxy-ingress": {
    affinity: hour,
    line: "hello=s1a2; path=/; HttpOnly; Max-Age=3600",
    from: "haproxy: src/http_ana.c, attr",
  },
  "haproxy-ingress-drain-support": {
    affinity: plain,
    line: "hello=s1a2; path=/; HttpOnly",
    from: "haproxy: src/http_ana.c",
  },
  haproxytech: {
    affinity: plain,
    line: "hello=5e1f; path=/",
    from: "haproxy: src/http_ana.c, insert without httponly",
  },
  contour: {
    affinity: plain,
    line: 'X-Contour-Session-Affinity="2a3b"; Path=/; HttpOnly',
    from: "envoy: source/common/http/utility.cc, makeSetCookieValue",
  },
  kong: {
    affinity: plain,
    line: "hello=0f1e; Path=/",
    from: "Kong: kong/runloop/balancer, by lua-resty-cookie",
  },
  "kong-enterprise": {
    affinity: plain,
    line: "hello=0f1e; Path=/",
    from: "assumed to be as the open-source gateway's",
  },
  istio: {
    affinity: hour,
    line: 'hello="2a3b"; Max-Age=3600; Path=/; HttpOnly',
    from: "envoy: source/common/http/utility.cc, makeSetCookieValue",
  },
  "istio-persistent-session": {
    affinity: plain,
    line: 'hello="MTAuMC4wLjc6ODA4MA=="; Path=/; HttpOnly',
    from: "envoy: source/extensions/http/stateful_session/cookie/cookie.h",
  },
  "gateway-api": {
    affinity: hour,
    line: "hello=a1b2; Path=/; Max-Age=3600; Secure; HttpOnly",
    from: "any implementation: what is left open is its own",
  },
  "envoy-gateway": {
    affinity: hour,
    line: 'hello="MTAuMC4wLjc6ODA4MA=="; Max-Age=3600; Path=/; HttpOnly',
    from: "envoy: source/common/http/utility.cc, makeSetCookieValue",
  },
  "aws-load-balancer-controller": {
    affinity: hour,
    line: `AWSALB=Zm9v; Expires=${inOneWeek}; Path=/`,
    from: "AWS: Sticky sessions for your Application Load Balancer; Expires is 7 days whatever was asked",
  },
  "gke-ingress": {
    affinity: hour,
    line: 'GCLB="CPTl5Y2X"; Max-Age=3600; Path=/; HttpOnly',
    from: "assumed: the documents name the cookie, and show no line of it",
  },
  "azure-application-gateway": {
    affinity: plain,
    line: "appgw-affinity-1a2b=9c8d; Path=/",
    from: "Microsoft: Application Gateway HTTP settings, cookie-based affinity",
  },
  "azure-gateway-for-containers": {
    affinity: hour,
    line: "hello=3c4d; Path=/",
    from: "Microsoft: Application Gateway for Containers, session affinity; it does not say more",
  },
  "openshift-route": {
    affinity: plain,
    line: "hello=7a7b; path=/; HttpOnly",
    from: "haproxy: src/http_ana.c; openshift/router: haproxy-config.template",
  },
};

/** What the check says of an answer with the line. */
function attributesOf(id: string, affinity: Affinity, line: string) {
  const dialect = findDialect(id);
  assert.ok(dialect);
  const exposure = { host: "hello.localhost", path: "/", tls: "none" } as const;
  const expectation = expectationOf(dialect, affinity, { name: "hello", exposure });
  const cookieName = line.split("=", 1)[0] ?? "";
  const first = { headers: { date: now.toUTCString() }, setCookies: [line] };
  return cookieAttributes.run({
    target: { url: new URL("http://hello.localhost/"), expectation },
    // Just as much as the check looks at; that cookies are sent back is another test's affair.
    survey: { first, cookieName, sentBack: [cookieName] },
  } as unknown as CheckContext);
}

describe("a Set-Cookie line of each controller", () => {
  it("is there for each", () => {
    assert.deepEqual(Object.keys(lines).sort(), dialects.map(({ id }) => id).sort());
  });

  for (const [id, { affinity, line, from }] of Object.entries(lines)) {
    it(`is as described: ${id} (${from})`, async () => {
      const { result, detail } = await attributesOf(id, affinity, line);
      assert.equal(result, "pass", detail);
    });
  }

  for (const [what, id, affinity, line, seen] of [
    [
      "another Max-Age",
      "traefik",
      hour,
      "hello=a; Path=/; Max-Age=3601; HttpOnly",
      "Max-Age is 3601 instead of 3600",
    ],
    [
      "no lifetime",
      "traefik",
      hour,
      "hello=a; Path=/; HttpOnly",
      "Max-Age is not set instead of 3600",
    ],
    [
      "an Expires of another time",
      "f5-nginx",
      hour,
      `hello=a; expires=${inOneWeek}; path=/; httponly`,
      "Max-Age is 604800 instead of 3600",
    ],
    [
      "another Path",
      "traefik",
      plain,
      "hello=a; Path=/shop; HttpOnly",
      "Path is /shop instead of /",
    ],
    ["no Path", "traefik", plain, "hello=a; HttpOnly", "Path is not set instead of /"],
    ["no HttpOnly", "traefik", plain, "hello=a; Path=/", "HttpOnly is not set instead of set"],
    [
      "a Domain that is another",
      "traefik",
      { cookie: { domain: ".hello.localhost" } },
      "hello=a; Path=/; HttpOnly; Domain=localhost.",
      "Domain is localhost. instead of hello.localhost",
    ],
  ] as const) {
    it(`is not as described: ${what}`, async () => {
      const { result, detail, failure } = await attributesOf(id, affinity, line);
      assert.equal(result, "fail", detail);
      assert.equal(failure, "cookie-attributes-differ");
      assert.equal(detail, seen);
    });
  }

  for (const [seconds, result] of [
    [3540, "pass"],
    [3539, "fail"],
    [3660, "pass"],
    [3661, "fail"],
  ] as const) {
    it(`takes an Expires in ${seconds} s for 3600 s: ${result}`, async () => {
      const expires = new Date(now.getTime() + seconds * 1000).toUTCString();
      const outcome = await attributesOf(
        "f5-nginx",
        hour,
        `hello=a; expires=${expires}; path=/; httponly`,
      );
      assert.equal(outcome.result, result, outcome.detail);
    });
  }
});
