import assert from "node:assert/strict";
import fc from "fast-check";
import type { Affinity, SessionCookie } from "../../../components/affinity/affinity";
import { type Dialect, translate } from "../../../components/affinity/dialect";
import { dialects } from "../../../components/affinity/dialects";
import { openshiftRoute } from "../../../components/affinity/dialects/openshiftRoute";
import type { Exposure } from "../../../components/affinity/exposure";

const http: Exposure = { host: "hello.example.com", path: "/", tls: "none" };
const https: Exposure = { ...http, tls: "edge" };

type Answer = Readonly<Record<string, string>> | "refused";

/** What each dialect makes of one setting: the annotations it adds, or a refusal. */
interface Row {
  readonly setting: keyof SessionCookie;
  readonly value: unknown;
  readonly exposure: Exposure;
  readonly answers: Readonly<Record<string, Answer>>;
}

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";
const nginx = "nginx.ingress.kubernetes.io/session-cookie";
const route = "router.openshift.io";

const matrix: Row[] = [
  {
    setting: "name",
    value: "shop_1",
    exposure: http,
    answers: {
      traefik: { [`${sticky}.name`]: "shop_1" },
      "ingress-nginx": { [`${nginx}-name`]: "shop_1" },
      "openshift-route": { [`${route}/cookie_name`]: "shop_1" },
    },
  },
  {
    setting: "maxAgeSeconds",
    value: 60,
    exposure: http,
    answers: {
      traefik: { [`${sticky}.maxage`]: "60" },
      "ingress-nginx": { [`${nginx}-max-age`]: "60" },
      "openshift-route": "refused",
    },
  },
  {
    setting: "path",
    value: "/",
    exposure: http,
    answers: {
      traefik: { [`${sticky}.path`]: "/" },
      "ingress-nginx": { [`${nginx}-path`]: "/" },
      "openshift-route": {},
    },
  },
  {
    setting: "path",
    value: "/app",
    exposure: { ...http, path: "/app" },
    answers: {
      traefik: { [`${sticky}.path`]: "/app" },
      "ingress-nginx": { [`${nginx}-path`]: "/app" },
      "openshift-route": "refused",
    },
  },
  {
    setting: "domain",
    value: "example.com",
    exposure: http,
    answers: {
      traefik: { [`${sticky}.domain`]: "example.com" },
      "ingress-nginx": { [`${nginx}-domain`]: "example.com" },
      "openshift-route": "refused",
    },
  },
  {
    setting: "sameSite",
    value: "Strict",
    exposure: http,
    answers: {
      traefik: { [`${sticky}.samesite`]: "strict" },
      "ingress-nginx": { [`${nginx}-samesite`]: "Strict" },
      "openshift-route": "refused",
    },
  },
  {
    setting: "sameSite",
    value: "None",
    exposure: https,
    answers: {
      traefik: { [`${sticky}.samesite`]: "none" },
      "ingress-nginx": { [`${nginx}-samesite`]: "None" },
      "openshift-route": { [`${route}/cookie-same-site`]: "None" },
    },
  },
  {
    setting: "secure",
    value: true,
    exposure: http,
    answers: {
      traefik: { [`${sticky}.secure`]: "true" },
      "ingress-nginx": { [`${nginx}-secure`]: "true" },
      "openshift-route": "refused",
    },
  },
  {
    setting: "secure",
    value: true,
    exposure: https,
    answers: {
      traefik: { [`${sticky}.secure`]: "true" },
      "ingress-nginx": { [`${nginx}-secure`]: "true" },
      "openshift-route": {},
    },
  },
  {
    setting: "secure",
    value: false,
    exposure: http,
    answers: {
      traefik: { [`${sticky}.secure`]: "false" },
      "ingress-nginx": {},
      "openshift-route": {},
    },
  },
  {
    setting: "secure",
    value: false,
    exposure: https,
    answers: {
      traefik: { [`${sticky}.secure`]: "false" },
      "ingress-nginx": "refused",
      "openshift-route": "refused",
    },
  },
  {
    setting: "httpOnly",
    value: true,
    exposure: http,
    answers: {
      traefik: { [`${sticky}.httponly`]: "true" },
      "ingress-nginx": {},
      "openshift-route": {},
    },
  },
  {
    setting: "httpOnly",
    value: false,
    exposure: http,
    answers: {
      traefik: { [`${sticky}.httponly`]: "false" },
      "ingress-nginx": "refused",
      "openshift-route": "refused",
    },
  },
];

function annotationsOf(dialect: Dialect, affinity: Affinity, exposure: Exposure) {
  const translated = translate(dialect, affinity, exposure);
  assert.ok("translation" in translated, JSON.stringify(translated));
  return translated.translation.annotations;
}

describe("dialects", () => {
  it("have ids of their own", () => {
    const ids = dialects.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("are each in every row of the matrix, and every setting is in it", () => {
    const ids = dialects.map(({ id }) => id).sort();
    for (const { setting, answers } of matrix) {
      assert.deepEqual(Object.keys(answers).sort(), ids, setting);
    }
    const settings = new Set(matrix.map(({ setting }) => setting));
    for (const { cookie } of dialects) {
      assert.deepEqual(Object.keys(cookie).sort(), [...settings].sort());
    }
  });

  for (const { setting, value, exposure, answers } of matrix) {
    for (const dialect of dialects) {
      const answer = answers[dialect.id];
      const verb = answer === "refused" ? "refuses" : "translates";
      const where = exposure.tls === "none" ? "http" : "https";
      it(`${dialect.id} ${verb} ${setting} ${String(value)} on ${where}`, () => {
        const affinity = { cookie: { name: "hello", [setting]: value } };
        const translated = translate(dialect, affinity, exposure);
        if (answer === "refused") {
          assert.ok("problems" in translated);
          assert.deepEqual(
            translated.problems.map((problem) => problem.setting),
            [`affinity.cookie.${setting}`],
          );
          const [problem] = translated.problems;
          assert.ok(problem);
          assert.ok(problem.reason?.toLowerCase().includes(dialect.title.toLowerCase()));
          assert.deepEqual(problem.given, value);
        } else {
          const annotations = annotationsOf(dialect, affinity, exposure);
          assert.deepEqual(Object.keys(annotations), [dialect.carrier]);
          const own = annotations[dialect.carrier] ?? {};
          const others = annotationsOf(dialect, { cookie: { name: "hello" } }, exposure);
          for (const [key, text] of Object.entries(answer ?? {})) {
            assert.equal(own[key], text);
          }
          const unexpected = Object.keys(own).filter(
            (key) => !(key in (answer ?? {})) && !(key in (others[dialect.carrier] ?? {})),
          );
          assert.deepEqual(unexpected, []);
        }
      });
    }
  }

  for (const dialect of dialects) {
    it(`${dialect.id} refuses passthrough, in which no controller sees a cookie`, () => {
      const exposure: Exposure = { ...http, tls: "passthrough" };
      const translated = translate(dialect, { cookie: { name: "hello" } }, exposure);
      assert.ok("problems" in translated);
      const [problem] = translated.problems;
      assert.ok(problem);
      assert.equal(problem.setting, "tls.termination");
      assert.match(problem.reason ?? "", /never sees the requests/);
    });

    it(`${dialect.id} leaves no setting out: each changes the annotations or is refused or is the default`, () => {
      const cookies = fc.record(
        {
          name: fc.stringMatching(/^[a-z][A-Za-z0-9_-]{0,20}$/),
          maxAgeSeconds: fc.integer({ min: 1, max: 1e9 }),
          path: fc.constantFrom("/", "/app"),
          domain: fc.constant("example.com"),
          sameSite: fc.constantFrom("Strict" as const, "Lax" as const, "None" as const),
          secure: fc.boolean(),
          httpOnly: fc.boolean(),
        },
        { requiredKeys: ["name"] },
      );
      const exposures = fc.constantFrom<Exposure>(
        { ...http, path: "/app" },
        { ...https, path: "/app" },
      );
      fc.assert(
        fc.property(cookies, exposures, (cookie, exposure) => {
          const translated = translate(dialect, { cookie }, exposure);
          if ("problems" in translated) {
            return translated.problems.length > 0;
          }
          const carried = JSON.stringify(translated.translation.annotations).toLowerCase();
          return (["name", "maxAgeSeconds", "domain", "sameSite"] as const).every(
            (setting) =>
              cookie[setting] === undefined ||
              carried.includes(`"${String(cookie[setting]).toLowerCase()}"`),
          );
        }),
      );
    });
  }

  for (const cookie of [{ secure: true }, { sameSite: "Lax" as const }]) {
    it(`openshift-route refuses ${Object.keys(cookie).join()} where plain http is served beside https`, () => {
      const exposure: Exposure = { ...https, insecureTraffic: "Allow" };
      const translated = translate(
        openshiftRoute,
        { cookie: { name: "hello", ...cookie } },
        exposure,
      );
      assert.ok("problems" in translated);
      assert.deepEqual(
        translated.problems.map(({ setting }) => setting),
        Object.keys(cookie).map((setting) => `affinity.cookie.${setting}`),
      );
    });
  }

  it("turn affinity off where it would be on without being asked", () => {
    const annotations = Object.fromEntries(
      dialects.map((dialect) => {
        const translated = translate(dialect, undefined, http);
        assert.ok("translation" in translated);
        return [dialect.id, translated.translation.annotations];
      }),
    );
    assert.deepEqual(annotations, {
      traefik: { service: {} },
      "ingress-nginx": { ingress: {} },
      "openshift-route": { route: { "haproxy.router.openshift.io/disable_cookies": "true" } },
    });
  });

  it("say that a Secure cookie on plain http works behind TLS alone", () => {
    const [traefik] = dialects;
    assert.ok(traefik);
    const translated = translate(traefik, { cookie: { name: "hello", secure: true } }, http);
    assert.ok("translation" in translated);
    assert.equal(translated.translation.notes.length, 1);
    assert.match(
      translated.translation.notes[0] ?? "",
      /Secure and this program sets up plain http/,
    );
  });
});
