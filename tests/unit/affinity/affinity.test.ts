import assert from "node:assert/strict";
import { defaultsOf } from "../../../components/affinity/affinity";
import { validateCookie } from "../../../components/affinity/validateCookie";
import type { Exposure } from "../../../components/affinity/exposure";

const http: Exposure = { host: "hello.example.com", path: "/app/shop", tls: "none" };
const https: Exposure = { ...http, tls: "edge" };

const beneath: Exposure = { ...http, path: "/a!\"#$%&'()*+,-.:<=>?@[\\]^_`{|}~" };
const longPath = `/${"a".repeat(1023)}`;

/** A cookie, what is wrong with it, and where. */
const cases: [
  title: string,
  cookie: object,
  exposure: Exposure,
  setting?: string,
  text?: RegExp,
][] = [
  ["a plain name", { name: "hello-1_A" }, http],
  ["a name with a dot", { name: "a.b" }, http, "name", /letters, digits, _ and -/],
  ["an empty name", { name: "" }, http, "name", /letters, digits, _ and -/],
  ["a __Secure- name with TLS", { name: "__Secure-a" }, https],
  ["a __Secure- name on http", { name: "__Secure-a" }, http, "name", /Secure cookie alone/],
  ["a __Host- name with TLS", { name: "__Host-a" }, https],
  ["a __Host- name with a path", { name: "__Host-a", path: "/app" }, https, "name", /path \//],
  ["a lifetime", { maxAgeSeconds: 1 }, http],
  ["no lifetime at all", { maxAgeSeconds: 0 }, http, "maxAgeSeconds", /1 or more/],
  ["a negative lifetime", { maxAgeSeconds: -1 }, http, "maxAgeSeconds", /1 or more/],
  ["a fraction of a second", { maxAgeSeconds: 1.5 }, http, "maxAgeSeconds", /whole number/],
  ["the application's path", { path: "/app/shop" }, http],
  ["a path above the application's", { path: "/app/" }, http],
  [
    "a path beside the application's",
    { path: "/app/sho" },
    http,
    "path",
    /not send the cookie back/,
  ],
  ["a path that is none", { path: "app" }, http, "path", /begins with \//],
  ["a path with an attribute in it", { path: "/;Secure" }, http, "path", /without spaces and ;/],
  ["a path with what ASCII has", { path: "/a!\"#$%&'()*+,-.:<=>?@[\\]^_`{|}~" }, beneath],
  ["a path beyond ASCII", { path: "/caf\u00e9" }, http, "path", /in ASCII.*percent-encode/],
  ["a path with a space", { path: "/a b" }, http, "path", /without spaces/],
  ["a path with a control character", { path: "/\u007f" }, http, "path", /in ASCII/],
  ["a path of 1024 bytes", { path: longPath }, { ...http, path: longPath }],
  [
    "a path of 1025 bytes",
    { path: `${longPath}a` },
    { ...http, path: `${longPath}a` },
    "path",
    /ignore a cookie path that is longer than 1024/,
  ],
  ["a long name", { name: "a".repeat(3968) }, http],
  [
    "a name that leaves no room",
    { name: "a".repeat(3969) },
    http,
    "name",
    /longer than 4096 bytes/,
  ],
  ["the host's domain", { domain: "example.com" }, http],
  ["a domain with a dot before it", { domain: ".example.com" }, http],
  ["another domain", { domain: "example.org" }, http, "domain", /refuses a cookie/],
  [
    "a domain that is the end of a label",
    { domain: "ample.com" },
    http,
    "domain",
    /refuses a cookie/,
  ],
  ["a top-level domain", { domain: "com" }, http, "domain", /two labels/],
  ["a public suffix", { domain: "co.uk" }, http, "domain", /everybody can have a host in it/],
  ["a host's own public suffix", { domain: ".github.io" }, http, "domain", /publicsuffix/],
  ["SameSite Lax", { sameSite: "Lax" }, http],
  ["SameSite in another case", { sameSite: "lax" }, http, "sameSite", /Strict, Lax, None/],
  ["SameSite None with TLS", { sameSite: "None" }, https],
  [
    "SameSite None without TLS",
    { sameSite: "None" },
    http,
    "sameSite",
    /None with {tls.termination} edge, or external/,
  ],
  ["SameSite None, TLS ending in front", { sameSite: "None", secure: true }, http],
  [
    "SameSite None, not Secure",
    { sameSite: "None", secure: false },
    https,
    "sameSite",
    /None with Secure/,
  ],
];

describe("validateCookie", () => {
  for (const [title, cookie, exposure, setting, text] of cases) {
    it(`${setting === undefined ? "accepts" : "refuses"} ${title}`, () => {
      const problems = validateCookie(
        { ...defaultsOf({ name: "hello", exposure }), ...cookie },
        exposure,
      );
      assert.deepEqual(
        problems.map((problem) => problem.setting),
        setting === undefined ? [] : [`affinity.cookie.${setting}`],
      );
      if (text !== undefined) {
        assert.match(`${problems[0]?.reason ?? ""} ${problems[0]?.allowed ?? ""}`, text);
      }
    });
  }
});
