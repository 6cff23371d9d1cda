import assert from "node:assert/strict";
import { dialects } from "../../../components/affinity/dialects";
import { translate } from "../../../components/affinity/translate";
import { StickyApp } from "../../../components/stickyApp";
import { applicationOf, http } from "../../../scripts/controllers/probe";
import { translation } from "../affinity/chosen";
import { k8s, read } from "../config/config";
import { run, valueOf } from "../support/mocks";
import { inputsOf, onOpenshift, router, sticky } from "./children";

const external = { ...http, tls: "external" } as const;

describe("TLS that ends in front of the controller", () => {
  it("makes the URL https and the cookie Secure, also with SameSite=None, and leaves the Ingress alone", async () => {
    const { name, args, options } = await read({
      ...{ ...k8s, host: "app.example.com", name: "app" },
      ...{ tls: "external", cookieSameSite: "None" },
    });
    const { result: app, registered } = await run(() => new StickyApp(name, args, options));
    assert.equal(await valueOf(app.url), "https://app.example.com/");
    const { metadata } = inputsOf(registered, "kubernetes:core/v1:Service", "app") as {
      metadata: { annotations: Record<string, string> };
    };
    assert.equal(metadata.annotations[`${sticky}.secure`], "true");
    assert.equal(metadata.annotations[`${sticky}.samesite`], "none");
    const ingress = "kubernetes:networking.k8s.io/v1:Ingress";
    const { spec } = inputsOf(registered, ingress, "app") as { spec: object };
    assert.deepEqual(Object.keys(spec), ["ingressClassName", "rules"]);
  });

  it("leaves the Route alone, whose router cannot make the cookie Secure, and says so", async () => {
    const { result: app, registered } = await run(
      () => new StickyApp("hello", { ...onOpenshift, tls: { termination: "external" } }),
      { serve: router },
    );
    assert.match(await valueOf(app.url), /^https:/);
    const { spec } = inputsOf(registered, "kubernetes:route.openshift.io/v1:Route") as {
      spec: object;
    };
    assert.ok(!("tls" in spec));
    const { cookie, notes } = translation("openshift-route", {}, external);
    assert.equal(cookie?.secure, false);
    assert.match(notes.join(), /router cannot make the cookie of a Route .* Secure/);
  });

  for (const dialect of dialects.filter(({ noPlainHttp }) => noPlainHttp === undefined)) {
    it(`changes nothing of what exposes the application, whatever the controller: ${dialect.id}`, () => {
      const told = (tls: "none" | "external") => {
        const application = applicationOf(dialect, { ...http, tls });
        const translated = translate(dialect, { cookie: {} }, application);
        assert.ok("translation" in translated, JSON.stringify(translated));
        const { objects = [] } = translated.translation.native;
        return objects.filter(({ kind }) => /Route$|HTTPProxy|Gateway|VirtualService/.test(kind));
      };
      assert.deepEqual(told("external"), told("none"));
    });
  }

  it("lets ingress-nginx leave Secure off, as it serves plain http", () => {
    assert.equal(translation("ingress-nginx", { secure: false }, external).cookie?.secure, false);
    const { native } = translation("ingress-nginx", {}, external);
    const key = "nginx.ingress.kubernetes.io/session-cookie-secure";
    assert.equal(native.ingress?.annotations?.[key], "true");
  });
});
