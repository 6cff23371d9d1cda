import assert from "node:assert/strict";
import type { Affinity } from "../../../components/affinity/affinity";
import { dialects, findDialect } from "../../../components/affinity/dialects";
import type { CheckContext } from "../../../verify/checks/check";
import { cookieAttributes } from "../../../verify/checks/cookieAttributes";
import { expectationOf } from "../../../verify/subject/expectation";
import { plainest } from "../../../scripts/controllers/probe";

const now = new Date("2026-01-01T12:00:00Z");
const inOneHour = "Thu, 01-Jan-26 13:00:00 GMT";
const inOneWeek = "Thu, 08 Jan 2026 12:00:00 GMT";
const hour: Affinity = { cookie: { maxAgeSeconds: 3600 } };
const plain: Affinity = { cookie: {} };

interface Line {
  readonly affinity: Affinity;
  readonly line: string;
  /** What says that the line looks like this. */
  readonly from: string;
  /** What of it nothing says. @default - nothing */
  readonly assumed?: string;
}

const sticky = "traefik: pkg/server/service/loadbalancer/sticky.go, written by Go's http.Cookie";
const envoy = "envoy: source/common/http/utility.cc, makeSetCookieValue";
const haproxy = "haproxy: src/http_ana.c, “Add server cookie in the response if needed”";
const nginxSticky =
  "nginx: src/http/modules/ngx_http_upstream_sticky_module.c, ngx_http_upstream_sticky_cookie_insert";

/** What each controller sends for a description: written after its own code or documents, not captured from a running one. */
const lines: Readonly<Record<string, Line>> = {
  traefik: {
    affinity: hour,
    line: "hello=1f3870be274f6c49; Path=/; Max-Age=3600; HttpOnly",
    from: sticky,
  },
  "ingress-nginx": {
    affinity: hour,
    line: "hello=1f3870be274f6c49b3e31a0c6728957f|9e107d9d372bb6826bd81d3542a419d6; Max-Age=3600; Path=/; HttpOnly",
    from: "ingress-nginx: rootfs/etc/nginx/lua/balancer/sticky.lua; lua-resty-cookie: lib/resty/cookie.lua, bake",
  },
  "traefik-ingress-nginx": {
    affinity: hour,
    line: "hello=1f3870be274f6c49; Path=/; Max-Age=3600; HttpOnly",
    from: sticky,
  },
  "f5-nginx": {
    affinity: hour,
    // ngx_http_cookie_time: a year of two digits up to 2037.
    line: `hello=8f14e45fceea167a; expires=${inOneHour}; max-age=3600; httponly; path=/`,
    from: nginxSticky,
  },
  "f5-nginx-plus": {
    affinity: hour,
    line: `hello=8f14e45fceea167a; expires=${inOneHour}; max-age=3600; httponly; path=/`,
    from: nginxSticky,
    assumed: "that NGINX Plus, whose code is closed, writes the same",
  },
  "haproxy-ingress": {
    affinity: hour,
    line: "hello=s1a2; path=/; HttpOnly; Max-Age=3600",
    from: haproxy,
  },
  "haproxy-ingress-drain-support": {
    affinity: plain,
    line: "hello=s1a2; path=/; HttpOnly",
    from: haproxy,
  },
  haproxytech: {
    affinity: plain,
    line: "hello=5e1f; path=/",
    from: `${haproxy}; haproxytech/kubernetes-ingress: pkg/annotations/service/cookie.go sets no httponly`,
  },
  contour: {
    affinity: plain,
    line: 'X-Contour-Session-Affinity="2a3b4c5d6e7f8091"; Path=/; HttpOnly',
    from: envoy,
  },
  kong: {
    affinity: plain,
    line: "hello=5d2e1f3a-0b7c-4f5e-9d8a-6c4b3a2f1e0d; Path=/",
    from: "Kong: kong/runloop/balancer (key, value, path alone); lua-resty-cookie: lib/resty/cookie.lua, bake",
  },
  "kong-enterprise": {
    affinity: plain,
    line: "hello=5d2e1f3a-0b7c-4f5e-9d8a-6c4b3a2f1e0d; Path=/",
    from: "Kong: Manage sticky sessions with KongUpstreamPolicy (name and path)",
    assumed: "that its attributes are the open-source gateway's, since its code is closed",
  },
  istio: {
    affinity: hour,
    line: 'hello="2a3b4c5d6e7f8091"; Max-Age=3600; Path=/; HttpOnly',
    from: envoy,
  },
  "istio-persistent-session": {
    affinity: plain,
    line: 'hello="MTAuMC4wLjc6ODA4MA=="; Path=/; HttpOnly',
    from: `${envoy}; source/extensions/http/stateful_session/cookie/cookie.h`,
  },
  "gateway-api": {
    affinity: hour,
    line: "hello=a1b2; Path=/; Max-Age=3600; Secure; HttpOnly",
    from: "Gateway API: GEP-1619 (name and lifetime)",
    assumed: "the rest, which is each implementation's own",
  },
  "envoy-gateway": {
    affinity: hour,
    line: 'hello="MTAuMC4wLjc6ODA4MA=="; Max-Age=3600; Path=/; HttpOnly',
    from: `${envoy}; source/extensions/http/stateful_session/cookie/cookie.h`,
  },
  "envoy-gateway-before-1.10": {
    affinity: hour,
    line: 'hello="MTAuMC4wLjc6ODA4MA=="; Max-Age=3600; Path=/; HttpOnly',
    from: `${envoy}; source/extensions/http/stateful_session/cookie/cookie.h`,
  },
  kgateway: {
    affinity: hour,
    line: 'hello="MTAuMC4wLjc6ODA4MA=="; Max-Age=3600; HttpOnly',
    from: `${envoy}; source/extensions/http/stateful_session/cookie/cookie.h; kgateway-dev/kgateway#14123 (no path)`,
  },
  "nginx-gateway-fabric-plus": {
    affinity: hour,
    line: `hello=5e6f7a8b; expires=${inOneHour}; max-age=3600; path=/; secure; httponly`,
    from: "nginx.org: ngx_http_upstream_module, sticky cookie; nginx/nginx-gateway-fabric: docs/proposals/session-persistence.md",
  },
  "gke-gateway": {
    affinity: hour,
    line: "GCLB=CL2Ei7bTo4-YmAEQAw; path=/; HttpOnly; Max-Age=3600",
    from: "published answers of Google's load balancer (name, path, HttpOnly)",
    assumed: "how it says its lifetime",
  },
  "aws-load-balancer-controller": {
    affinity: hour,
    line: `AWSALB=GECRtKYo4Oap5HWDgGcRGKlGKdSkOyGP; Expires=${inOneWeek}; Path=/`,
    from: "AWS: documents whose answers of an Application Load Balancer have it, with Expires in 7 days whatever was asked for",
  },
  "gke-ingress": {
    affinity: hour,
    line: "GCLB=CL2Ei7bTo4-YmAEQAw; path=/; HttpOnly; Max-Age=3600",
    from: "published answers of Google's load balancer (name, path, HttpOnly)",
    assumed: "how it says its lifetime",
  },
  "azure-application-gateway": {
    affinity: plain,
    line: "appgw-affinity-1f3870be274f6c49b3e31a0c6728957f=50338e381d6b5be775f36f07abdc605f; Path=/",
    from: "Azure/application-gateway-kubernetes-ingress: pkg/appgw/backendhttpsettings.go (name); published answers of the gateway (the rest)",
  },
  "azure-gateway-for-containers": {
    affinity: hour,
    line: "hello=3c4d; Path=/",
    from: "Microsoft: Application Gateway for Containers, session affinity (name and duration)",
    assumed: "its attributes, of which the documents say nothing",
  },
  "openshift-route": {
    affinity: plain,
    line: "hello=7a7b8c9d0e1f2a3b; path=/; HttpOnly",
    from: `${haproxy}; openshift/router: images/router/haproxy/conf/haproxy-config.template`,
  },
};

/** What the check says of an answer with the line. */
function attributesOf(id: string, affinity: Affinity, line: string) {
  const dialect = findDialect(id);
  assert.ok(dialect);
  const { tls } = plainest(dialect);
  const exposure = { host: "hello.localhost", path: "/", tls } as const;
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

  for (const [id, { affinity, line, from, assumed }] of Object.entries(lines)) {
    const source = assumed === undefined ? from : `${from}; assumed: ${assumed}`;
    it(`is as described: ${id} (${source})`, async () => {
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
      `hello=a; expires=${inOneWeek}; httponly; path=/`,
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
        `hello=a; expires=${expires}; httponly; path=/`,
      );
      assert.equal(outcome.result, result, outcome.detail);
    });
  }
});
