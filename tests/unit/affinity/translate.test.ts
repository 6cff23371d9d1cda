import assert from "node:assert/strict";
import type { SessionCookie } from "../../../components/affinity/affinity";
import { dialects } from "../../../components/affinity/dialects";
import { translate } from "../../../components/affinity/translate";
import { applicationOf, http, https, plainest } from "../../../scripts/controllers/probe";
import { dialect, translation } from "./chosen";
import { httpRoute, translations } from "./translations";

describe("dialects translate: they", () => {
  for (const [id, cookie, objects] of translations) {
    it(`${id} says it in these words`, () => {
      assert.deepEqual(translation(id, cookie).native, objects);
    });
  }

  it("are each among the words above", () => {
    const missing = dialects
      .map(({ id }) => id)
      .filter((id) => !translations.some(([translated]) => translated === id));
    assert.deepEqual(missing, []);
  });

  for (const [id, path, isTold] of [
    ["traefik", "/app", true],
    ["traefik", "/", false],
    ["traefik-ingress-nginx", "/app", false],
  ] as const) {
    it(`${id} ${isTold ? "says" : "says nothing of"} what else it serves for the path ${path}`, () => {
      const { notes } = translation(id, {}, { ...http, path });
      const told = notes.filter((note) => note.includes("begins with"));
      const note =
        "Traefik serves each path that begins with /app, such as /app-2, which may be another application's; with providers.kubernetesIngress.strictPrefixMatching it serves /app and what is below it.";
      assert.deepEqual(told, isTold ? [note] : []);
    });
  }

  it("have the fields of sessionPersistence in the shape of the Gateway API's version", () => {
    const chosen = dialect("gateway-api");
    const application = {
      ...applicationOf(chosen, http),
      gateway: { name: "public", namespace: "edge", listener: "web", apiVersion: "1.7" as const },
    };
    const cookie = { name: "shop", maxAgeSeconds: 60, path: "/app" };
    const translated = translate(chosen, { cookie }, application);
    assert.ok("translation" in translated);
    const { objects = [], needs } = translated.translation.native;
    const { spec } = httpRoute({
      sessionPersistence: {
        type: "Cookie",
        absoluteTimeout: "1m",
        cookie: { name: "shop", path: "/app", lifetimeType: "Permanent" },
      },
    });
    const parentRefs = [{ name: "public", namespace: "edge", sectionName: "web" }];
    assert.deepEqual(objects[0]?.spec, { ...spec, parentRefs });
    assert.deepEqual(
      needs?.map(({ field }) => field),
      ["spec.rules.sessionPersistence.cookie.name"],
    );
  });

  it("end TLS where the objects in place of an Ingress have it", () => {
    const proxy = translation("contour", {}, https).native.objects?.[0]?.spec as {
      virtualhost: { tls: unknown };
    };
    assert.deepEqual(proxy.virtualhost.tls, { secretName: "hello-tls" });
    const gateway = translation("istio", {}, https).native.objects?.[0]?.spec as {
      servers: unknown[];
    };
    const hosts = ["hello.example.com"];
    assert.deepEqual(gateway.servers, [
      {
        port: { number: 80, name: "http", protocol: "HTTP" },
        hosts,
        tls: { httpsRedirect: true },
      },
      {
        port: { number: 443, name: "https", protocol: "HTTPS" },
        hosts,
        tls: { mode: "SIMPLE", credentialName: "hello-tls" },
      },
    ]);
  });

  it("tell where Istio looks for a certificate, where it has one", () => {
    const where =
      "Istio reads the Secret hello-tls in the namespace of its ingress gateway's pods, usually istio-system, not in the application's namespace.";
    for (const id of ["istio", "istio-persistent-session"]) {
      assert.ok(translation(id, {}, https).notes.includes(where));
      const { notes } = translation(id, {}, { ...https, tls: "none" });
      assert.ok(
        notes.every((note) => !note.includes("namespace")),
        notes.join("\n"),
      );
    }
  });

  it("turn affinity off where it would be on without being asked", () => {
    assert.deepEqual(translation("openshift-route", undefined).native.route, {
      annotations: { "haproxy.router.openshift.io/disable_cookies": "true" },
    });
  });

  describe("say what may surprise", () => {
    const cases: [title: string, id: string, cookie: SessionCookie, notes: RegExp[]][] = [
      ["a lifetime that no browser grants", "traefik", { maxAgeSeconds: 34_560_001 }, [/400 days/]],
      ["nothing of the longest that one grants", "traefik", { maxAgeSeconds: 34_560_000 }, []],
      ["a Secure cookie on http", "traefik", { secure: true }, [/Secure and this program sets up/]],
      [
        "hashing, and a cookie that cannot be as usual",
        "contour",
        {},
        [
          /^Some attributes of the cookie are not set.* Contour calls its cookie X-Contour-Session-Affinity\.$/,
          /^Contour picks the pod by consistent hashing/,
        ],
      ],
      [
        "nothing of what was said in so many words",
        "haproxytech",
        { httpOnly: false, secure: false },
        [],
      ],
      [
        "the fixed name and the lifetime of the cookie",
        "aws-load-balancer-controller",
        {},
        [/calls its cookie AWSALB; it has no cookie that ends with the browser: it lives 86400 s/],
      ],
      [
        "what the installation has to have",
        "istio-persistent-session",
        {},
        [/PILOT_ENABLE_PERSISTENT_SESSION_FILTER=true/, /address of the pod/],
      ],
    ];
    for (const [title, id, cookie, notes] of cases) {
      it(`${id}: ${title}`, () => {
        const exposure = { ...plainest(dialect(id)), path: "/" };
        const found = translation(id, cookie, exposure).notes;
        assert.equal(found.length, notes.length, found.join("\n"));
        notes.forEach((note, index) => {
          assert.match(found[index] ?? "", note);
        });
      });
    }
  });
});
