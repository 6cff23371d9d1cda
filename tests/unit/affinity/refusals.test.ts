import assert from "node:assert/strict";
import type { Affinity, SessionCookie } from "../../../components/affinity/affinity";
import { dialects } from "../../../components/affinity/dialects";
import type { TlsTermination } from "../../../components/affinity/exposure";
import { translate } from "../../../components/affinity/translate";
import { applicationOf, http, https } from "../../../scripts/controllers/probe";
import { dialect } from "./chosen";

describe("dialects refuse", () => {
  for (const each of dialects) {
    it(`${each.id} refuses passthrough, in which no controller sees a cookie`, () => {
      const application = applicationOf(each, { ...http, tls: "passthrough" });
      const translated = translate(each, { cookie: {} }, application);
      assert.ok("problems" in translated);
      const [problem] = translated.problems;
      assert.equal(problem?.setting, "tls.termination");
      assert.match(problem.reason ?? "", /never sees the requests/);
    });
  }

  it("nginx-gateway-fabric-plus refuses plain http, over which browsers keep its cookie to themselves", () => {
    const chosen = dialect("nginx-gateway-fabric-plus");
    const answerAt = (tls: TlsTermination, affinity?: Affinity) =>
      translate(chosen, affinity, applicationOf(chosen, { ...http, tls }));
    const refused = answerAt("none", { cookie: {} });
    assert.ok("problems" in refused);
    assert.deepEqual(
      refused.problems.map(({ setting, got, allowed, example }) => [
        setting,
        got,
        allowed,
        example,
      ]),
      [["tls.termination", "none", "edge, external", "edge"]],
    );
    assert.match(refused.problems[0]?.reason ?? "", /makes the cookie Secure in any case/);
    for (const tls of ["edge", "external"] as const) {
      assert.ok("translation" in answerAt(tls, { cookie: {} }), tls);
    }
    // Without affinity there is no cookie to lose.
    assert.ok("translation" in answerAt("none"));
  });

  for (const cookie of [{ secure: true }, { sameSite: "Lax" as const }]) {
    it(`openshift-route refuses ${Object.keys(cookie).join()} where plain http is served beside https`, () => {
      const chosen = dialect("openshift-route");
      const application = applicationOf(chosen, { ...https, insecureTraffic: "Allow" });
      const translated = translate(chosen, { cookie }, application);
      assert.ok("problems" in translated);
      assert.deepEqual(
        translated.problems.map(({ setting }) => setting),
        Object.keys(cookie).map((setting) => `affinity.cookie.${setting}`),
      );
    });
  }

  describe("refuse a path that the controller does not serve", () => {
    const cases: [id: string, refused: readonly string[], reason: RegExp, taken: string][] = [
      [
        "ingress-nginx",
        ["/a+b", "/a@b", "/~a", "/a%20b", "/a:b", "/a,b", "/(a)", "/a*b"],
        /ingress-nginx refuses a path of the type Prefix with any other character/,
        "/.well-known/A_b-9/",
      ],
      ["aws-load-balancer-controller", ["/a*b"], /refuses a wildcard/, "/a+b@c~(d)"],
    ];
    for (const [id, refused, reason, taken] of cases) {
      const chosen = dialect(id);
      const at = (path: string) => applicationOf(chosen, { ...http, path });
      for (const path of refused) {
        for (const affinity of [{ cookie: {} }, undefined]) {
          it(`${id} refuses ${path} with affinity ${affinity ? "cookie" : "none"}`, () => {
            const translated = translate(chosen, affinity, at(path));
            assert.ok("problems" in translated);
            assert.deepEqual(
              translated.problems.map(({ setting, got }) => [setting, got]),
              [["path", path]],
            );
            assert.match(translated.problems[0]?.reason ?? "", reason);
          });
        }
      }
      it(`${id} serves ${taken}`, () => {
        assert.ok("translation" in translate(chosen, { cookie: {} }, at(taken)));
      });
    }
  });

  describe("refuse what is beyond the controller", () => {
    /** A cookie that the controller would change or drop, and the nearest one that it takes as it is. */
    const cases: [id: string, cookie: SessionCookie, reason: RegExp, taken?: SessionCookie][] = [
      ...(
        [
          // Lua's tostring(1e14) is 1e+14.
          ["ingress-nginx", 99_999_999_999_999],
          // nginx: NGX_HTTP_STICKY_COOKIE_MAX_EXPIRES is 2145916555.
          ["f5-nginx", 2_145_916_554],
          // google/protobuf/duration.proto.
          ["istio", 315_576_000_000],
          ["aws-load-balancer-controller", 604_800],
          ["gke-ingress", 86_400],
          ["envoy-gateway", 359_999_999],
        ] as const
      ).map(([id, most]): [string, SessionCookie, RegExp, SessionCookie] => [
        id,
        { maxAgeSeconds: most + 1 },
        new RegExp(`1 to ${most} seconds`),
        { maxAgeSeconds: most },
      ]),
      ...["+", "@", "%41", "*", "'", "(", "!", "|", '"', "$", "{"].map(
        (character): [string, SessionCookie, RegExp, SessionCookie] => [
          "ingress-nginx",
          { path: `/a${character}b` },
          /ingress-nginx ignores a cookie path with a character beside/,
          { path: "/Az09-._~/:,?&=" },
        ],
      ),
      ...['"', "$", "\\", "{", "}"].map(
        (character): [string, SessionCookie, RegExp, SessionCookie] => [
          "f5-nginx",
          { path: `/a${character}b` },
          /syntax of nginx's configuration/,
          { path: "/a+@%41'#b" },
        ],
      ),
      ...["/a+b", "/a@b", "/a%4", "/a//b", "/a:b"].map(
        (path): [string, SessionCookie, RegExp, SessionCookie] => [
          "kong",
          { path },
          /Kong rejects the configuration/,
          { path: "/Az09-._~/%4A" },
        ],
      ),
      [
        "gateway-api",
        { name: "a".repeat(129) },
        /a field of 128 characters/,
        { name: "a".repeat(128) },
      ],
      [
        "envoy-gateway",
        { name: "a".repeat(129) },
        /a field of 128 characters/,
        { name: "a".repeat(128) },
      ],
      [
        "envoy-gateway",
        { path: "/app" },
        /Envoy Gateway gives the cookie the path \//,
        { path: "/" },
      ],
      [
        "envoy-gateway-before-1.10",
        { path: "/" },
        /before 1\.10 gives the cookie the path of the route/,
        { path: "/app" },
      ],
      ["istio-persistent-session", { name: "_shop" }, /has the cookie's name in a label/],
      ["gateway-api", { path: "/" }, /up to 1\.6 has no field for the cookie's path/],
    ];
    for (const [id, cookie, reason, taken] of cases) {
      it(`${id}: ${JSON.stringify(cookie).slice(0, 60)}`, () => {
        const chosen = dialect(id);
        const translationOf = (asked: SessionCookie) => {
          const path = asked.path === "/" ? http.path : (asked.path ?? http.path);
          return translate(chosen, { cookie: asked }, applicationOf(chosen, { ...http, path }));
        };
        // A path of the cookie stands for one of the application, which the controller may refuse as well.
        const problemsOf = (asked: SessionCookie) => {
          const translated = translationOf(asked);
          return "problems" in translated
            ? translated.problems.filter(({ setting }) => setting !== "path")
            : [];
        };
        const problems = problemsOf(cookie);
        assert.deepEqual(
          problems.map(({ setting }) => setting),
          Object.keys(cookie).map((setting) => `affinity.cookie.${setting}`),
        );
        assert.match(problems[0]?.reason ?? "", reason);
        if (taken !== undefined) {
          assert.deepEqual(problemsOf(taken), [], JSON.stringify(taken));
        }
      });
    }

    it("gateway-api: a longer name where the CRDs are of 1.7", () => {
      const chosen = dialect("gateway-api");
      const application = {
        ...applicationOf(chosen, http),
        gateway: { name: "eg", apiVersion: "1.7" as const },
      };
      const answers = [256, 257].map((length) =>
        Object.keys(translate(chosen, { cookie: { name: "a".repeat(length) } }, application)),
      );
      assert.deepEqual(answers, [["translation"], ["problems"]]);
    });
  });
});
