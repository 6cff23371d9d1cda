import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { dialects } from "../../../components/affinity/dialects";
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

  describe("refuse what is beyond the controller", () => {
    const cases: [id: string, cookie: SessionCookie, reason: RegExp][] = [
      ["aws-load-balancer-controller", { maxAgeSeconds: 604801 }, /1 to 604800 seconds/],
      ["gke-ingress", { maxAgeSeconds: 86401 }, /1 to 86400 seconds/],
      ["envoy-gateway", { maxAgeSeconds: 360000000 }, /1 to 359999999 seconds/],
      ["envoy-gateway", { path: "/" }, /gives the cookie the path of the route/],
      ["f5-nginx", { path: '/app"' }, /takes no " and no \$/],
      ["istio-persistent-session", { name: "_shop" }, /has the cookie's name in a label/],
      ["gateway-api", { path: "/" }, /up to 1\.6 has no field for the cookie's path/],
    ];
    for (const [id, cookie, reason] of cases) {
      it(`${id}: ${JSON.stringify(cookie)}`, () => {
        const chosen = dialect(id);
        const exposure = cookie.path === '/app"' ? { ...http, path: '/app"' } : http;
        const translated = translate(chosen, { cookie }, applicationOf(chosen, exposure));
        assert.ok("problems" in translated);
        assert.deepEqual(
          translated.problems.map(({ setting }) => setting),
          Object.keys(cookie).map((setting) => `affinity.cookie.${setting}`),
        );
        assert.match(translated.problems[0]?.reason ?? "", reason);
      });
    }
  });
});
