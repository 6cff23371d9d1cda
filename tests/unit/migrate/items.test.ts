import assert from "node:assert/strict";
import {
  annotationsIn,
  ingressYaml,
  itemAbout,
  migrated,
  nginx,
  only,
  paths,
  said,
  service,
  sticky,
} from "./migrated";

const affinity = { [`${nginx}/affinity`]: "cookie" };

describe("what the report says", () => {
  it("names the file, the line and the annotation", async () => {
    const yaml = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: store
  annotations:
    # What a chart leaves here.
    nginx.ingress.kubernetes.io/affinity: cookie
    nginx.ingress.kubernetes.io/session-cookie-samesite: Strict
spec:
${paths("/")}`;
    const { items } = await migrated(yaml, "contour");
    assert.deepEqual(
      items.find(({ outcome }) => outcome === "not carried over"),
      {
        outcome: "not carried over",
        object: "Ingress store/shop",
        file: "stdin",
        line: 9,
        setting: `${nginx}/session-cookie-samesite`,
        value: "Strict",
        reason: "Contour cannot set SameSite",
      },
    );
  });

  it("tells an attribute that somebody wrote from one that the old controller decided", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/session-cookie-max-age`]: "60" }),
      "openshift-route",
    );
    assert.deepEqual(said(report, "not carried over"), [`6 ${nginx}/session-cookie-max-age: 60`]);
    const implied = await migrated(sticky(), "kong");
    assert.deepEqual(said(implied, "not carried over"), []);
    assert.ok(said(implied, "changed").includes("13 cookie httpOnly: true"));
  });

  it("counts every item", async () => {
    const { counts, items } = await migrated(
      sticky({ [`${nginx}/enable-cors`]: "true" }),
      "contour",
    );
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      items.length,
    );
    assert.equal(counts["not this tool's"], 1);
  });
});

describe("a cookie name that the description refuses", () => {
  it("becomes the nearest that every controller takes", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/session-cookie-name`]: "app.route" }),
      "traefik",
    );
    const { annotations = {} } = only(report, "Service").metadata;
    assert.equal(
      annotations["traefik.ingress.kubernetes.io/service.sticky.cookie.name"],
      "app_route",
    );
    assert.equal(itemAbout(report, `${nginx}/session-cookie-name`).outcome, "changed");
  });

  it("is kept where it is one", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/session-cookie-name`]: "app_route" }),
      "traefik",
    );
    assert.deepEqual(said(report, "changed"), []);
  });
});

describe("the lifetime", () => {
  it("is Max-Age where only Expires was set", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/session-cookie-expires`]: "7200" }),
      "traefik",
    );
    const found = annotationsIn(only(report, "Service"));
    assert.equal(found["traefik.ingress.kubernetes.io/service.sticky.cookie.maxage"], "7200");
  });

  it("is Max-Age where both were set", async () => {
    const both = {
      [`${nginx}/session-cookie-expires`]: "7200",
      [`${nginx}/session-cookie-max-age`]: "60",
    };
    const report = await migrated(sticky(both), "traefik");
    const found = annotationsIn(only(report, "Service"));
    assert.equal(found["traefik.ingress.kubernetes.io/service.sticky.cookie.maxage"], "60");
  });

  for (const none of ["0", "-1", "soon"]) {
    it(`is the browser's where Expires is ${none}`, async () => {
      const report = await migrated(
        sticky({ [`${nginx}/session-cookie-expires`]: none }),
        "traefik",
      );
      const found = annotationsIn(only(report, "Service"));
      assert.ok(!("traefik.ingress.kubernetes.io/service.sticky.cookie.maxage" in found));
    });
  }
});

describe("affinity that was none", () => {
  it("is said where the value is one that ingress-nginx drops", async () => {
    const report = await migrated(sticky({ [`${nginx}/affinity`]: "Cookie" }), "traefik");
    assert.match(
      itemAbout(report, `${nginx}/affinity`).reason,
      /takes cookie, in lower case: with this value it has no affinity/,
    );
    assert.deepEqual(annotationsIn(only(report, "Ingress")), {});
  });

  it("is said of a lifetime by which the cookie ended at once", async () => {
    const report = await migrated(sticky({ [`${nginx}/session-cookie-max-age`]: "-1" }), "traefik");
    assert.match(itemAbout(report, `${nginx}/session-cookie-max-age`).reason, /^browsers drop/);
  });

  it("is said of a Service that has no pods", async () => {
    const external = sticky().replace(
      "spec:\n  selector: { app: web }",
      "spec:\n  type: ExternalName",
    );
    assert.match(itemAbout(await migrated(external, "traefik"), "backend").reason, /ExternalName/);
  });

  it("is said of cookie annotations alone", async () => {
    const yaml = ingressYaml({ [`${nginx}/session-cookie-name`]: "route" }, paths("/"));
    const item = itemAbout(await migrated(yaml, "traefik"), `${nginx}/session-cookie-name`);
    assert.match(item.reason, /^without .*affinity: cookie it does nothing/);
  });

  it("is said of service-upstream, behind which no cookie decided the pod", async () => {
    const report = await migrated(sticky({ [`${nginx}/service-upstream`]: "true" }), "traefik");
    assert.match(itemAbout(report, `${nginx}/service-upstream`).reason, /^all requests went to/);
  });
});

describe("what cannot be an Ingress of its own", () => {
  it("a canary is left out and named", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/canary`]: "true", [`${nginx}/canary-weight`]: "10" }),
      "traefik",
    );
    assert.deepEqual(report.objects, []);
    assert.equal(itemAbout(report, `${nginx}/canary`).outcome, "not carried over");
    // The affinity and the weight, each by itself.
    for (const setting of [`${nginx}/affinity`, `${nginx}/canary-weight`]) {
      assert.equal(itemAbout(report, setting).reason, "the Ingress is left out");
    }
  });

  it("one whose canary is over is carried over", async () => {
    const report = await migrated(sticky({ [`${nginx}/canary`]: "false" }), "traefik");
    assert.deepEqual(said(report, "not this tool's"), []);
    assert.equal(report.objects.length, 2);
  });

  it("TLS that is passed through is left out and named", async () => {
    const report = await migrated(sticky({ [`${nginx}/ssl-passthrough`]: "true" }), "traefik");
    assert.deepEqual(report.objects, []);
    assert.match(itemAbout(report, `${nginx}/ssl-passthrough`).reason, /nothing was sticky here/);
  });

  it("a path to something else than a Service is left out and named", async () => {
    const yaml = ingressYaml(
      affinity,
      `  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /files
            pathType: Prefix
            backend: { resource: { apiGroup: example.com, kind: Bucket, name: files } }
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`,
    );
    const report = await migrated(`${yaml}---\n${service("web")}`, "traefik");
    assert.equal(itemAbout(report, "backend").value, "/files");
    const { spec } = only(report, "Ingress");
    assert.deepEqual(
      (spec as { rules: { http: { paths: { path: string }[] } }[] }).rules[0]?.http.paths.map(
        ({ path }) => path,
      ),
      ["/"],
    );
  });
});

describe("a Service that the input does not have", () => {
  const alone = ingressYaml(affinity, paths("/"));

  it("is a command where the affinity is an annotation of it", async () => {
    const item = itemAbout(await migrated(alone, "haproxytech"), "backend.service.name");
    assert.equal(item.outcome, "not carried over");
    assert.equal(
      item.fix,
      "kubectl annotate service web --namespace store haproxy.org/cookie-persistence=INGRESSCOOKIE",
    );
  });

  it("is a command where the affinity is a label of it", async () => {
    const { fix } = itemAbout(
      await migrated(alone, "istio-persistent-session"),
      "backend.service.name",
    );
    assert.equal(
      fix,
      "kubectl label service web --namespace store istio.io/persistent-session=INGRESSCOOKIE",
    );
  });

  it("is assumed to be there elsewhere", async () => {
    const item = itemAbout(await migrated(alone, "haproxy-ingress"), "backend.service");
    assert.deepEqual([item.outcome, item.value], ["assumed", "web:80"]);
  });

  it("is quoted in the command, whatever the cookie is called", async () => {
    const yaml = ingressYaml(
      { ...affinity, [`${nginx}/session-cookie-path`]: "/a&b" },
      paths("/a&b"),
    );
    const { fix = "" } = itemAbout(await migrated(yaml, "traefik"), "backend.service.name");
    assert.ok(
      fix.includes(" 'traefik.ingress.kubernetes.io/service.sticky.cookie.path=/a&b' "),
      fix,
    );
  });

  it("is needed where the port is a name and the target wants its number", async () => {
    const named = alone.replace("number: 80", "name: http");
    const report = await migrated(named, "contour");
    const item = itemAbout(report, "backend.service.port");
    assert.deepEqual([item.outcome, item.value], ["not carried over", "http"]);
    assert.equal(item.fix, "give its manifest too (-f), or read the live namespace (--namespace)");
    assert.deepEqual(report.objects, []);
  });

  it("is not needed where the target takes the name", async () => {
    const report = await migrated(alone.replace("number: 80", "name: http"), "openshift-route");
    const { spec } = only(report, "Route");
    assert.deepEqual((spec as { port: unknown }).port, { targetPort: "http" });
  });
});

describe("TLS", () => {
  const secured = `  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]\n${paths("/")}`;
  const bare = secured.replace(", secretName: shop-tls", "");

  it("without a Secret is not carried over to a controller that has no certificate of its own", async () => {
    const report = await migrated(sticky({}, bare), "contour");
    assert.equal(itemAbout(report, "tls.secretName").outcome, "not carried over");
    assert.deepEqual(report.objects, []);
  });

  it("names what sends plain http on to https where the target does not", async () => {
    const { fix } = itemAbout(await migrated(sticky({}, secured), "traefik"), "redirect to https");
    assert.match(fix ?? "", /^see Traefik: entryPoints\.web\.http\.redirections/);
  });

  it("says nothing of a redirect that was turned off", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/ssl-redirect`]: "false" }, secured),
      "openshift-route",
    );
    assert.deepEqual(said(report, "not this tool's"), []);
    const { spec } = only(report, "Route");
    assert.equal(
      (spec as { tls: { insecureEdgeTerminationPolicy: string } }).tls
        .insecureEdgeTerminationPolicy,
      "Allow",
    );
  });

  it("redirects by Kong's own annotations", async () => {
    const report = await migrated(sticky({}, secured), "kong");
    assert.equal(
      annotationsIn(only(report, "Ingress"))["konghq.com/https-redirect-status-code"],
      "308",
    );
  });

  it("is assumed to be at the Gateway's listener", async () => {
    const item = itemAbout(await migrated(sticky({}, secured), "envoy-gateway"), "tls.secretName");
    assert.deepEqual([item.outcome, item.value], ["assumed", "shop-tls"]);
  });
});

describe("hosts", () => {
  it("a rule without one is not carried over to a target that has to name it", async () => {
    const yaml = sticky(
      {},
      paths("/").replace("    - host: shop.example.com\n      http:", "    - http:"),
    );
    for (const to of ["contour", "istio", "openshift-route"]) {
      const report = await migrated(yaml, to);
      assert.match(itemAbout(report, "host").reason, /is written for hosts/, to);
      assert.deepEqual(report.objects, []);
    }
    assert.equal((await migrated(yaml, "traefik")).objects.length, 2);
  });

  it("a wildcard is not carried over to a target that matches none", async () => {
    const yaml = sticky({}, paths("/").replace("shop.example.com", '"*.example.com"'));
    const report = await migrated(yaml, "azure-gateway-for-containers");
    assert.equal(itemAbout(report, "host").value, "*.example.com");
    assert.equal((await migrated(yaml, "envoy-gateway")).objects.length, 1);
  });
});

describe("classes", () => {
  const other = sticky().replace("ingressClassName: nginx", "ingressClassName: internal");
  const classOf = (controller: string): string =>
    `---\napiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: internal }\nspec: { controller: ${controller} }\n`;

  it("an Ingress of another controller is left out and named", async () => {
    const report = await migrated(`${other}${classOf("traefik.io/ingress-controller")}`, "traefik");
    assert.deepEqual(report.objects, []);
    assert.match(itemAbout(report, "ingressClassName").reason, /of the controller traefik\.io/);
  });

  it("an Ingress of another class of the controller is taken", async () => {
    const report = await migrated(`${other}${classOf("k8s.io/ingress-nginx")}`, "traefik");
    assert.equal(report.objects.length, 2);
    assert.deepEqual(said(report, "assumed"), []);
  });

  it("an Ingress of a class that is not in the input is taken for the controller's by its annotations", async () => {
    const report = await migrated(other, "traefik");
    assert.match(
      itemAbout(report, "ingressClassName").reason,
      /^the class is taken to be one of ingress-nginx/,
    );
    assert.equal(report.objects.length, 2);
  });

  it("an Ingress of such a class without annotations is left out", async () => {
    const plain = ingressYaml({}, paths("/")).replace(
      "ingressClassName: nginx",
      "ingressClassName: internal",
    );
    const report = await migrated(plain, "traefik");
    assert.match(itemAbout(report, "ingressClassName").reason, /in no IngressClass of the input$/);
    assert.deepEqual(report.objects, []);
  });

  it("--class takes its own and no others", async () => {
    assert.equal((await migrated(other, "traefik", { classes: ["internal"] })).objects.length, 2);
    const none = await migrated(other, "traefik", { classes: ["nginx"] });
    assert.match(itemAbout(none, "ingressClassName").reason, /not one of --class$/);
  });

  it("the annotation of old names a class too", async () => {
    const yaml = sticky({ "kubernetes.io/ingress.class": "nginx" }).replace(
      "  ingressClassName: nginx\n",
      "",
    );
    const report = await migrated(yaml, "traefik");
    assert.deepEqual(annotationsIn(only(report, "Ingress")), {});
    assert.deepEqual(said(report, "not this tool's"), []);
  });

  it("a target whose usual class is the old one's gets another", async () => {
    const report = await migrated(sticky(), "f5-nginx");
    const { spec } = only(report, "Ingress");
    assert.equal((spec as { ingressClassName: string }).ingressClassName, "f5-nginx");
    assert.ok(report.notes.some((note) => note.includes("--ingress-class NAME says otherwise")));
  });
});

describe("what has no counterpart in the output is said with its line", () => {
  const rest = (text: string): string => `${paths("/")}${text}`;

  it("a rule without paths, and TLS for a host that no rule has", async () => {
    const spec = rest(`    - host: empty.example.com
  tls:
    - hosts: [shop.example.com, unused.example.com, other.example.com]
      secretName: shop
`);
    const report = await migrated(sticky({}, spec), "traefik");
    assert.deepEqual(
      said(report, "not carried over").filter((line) => line.includes("host")),
      ["16 host: empty.example.com", "18 tls.hosts: unused.example.com, other.example.com"],
    );
    const full = rest("  tls:\n    - hosts: [shop.example.com]\n      secretName: shop\n");
    const all = await migrated(sticky({}, full), "traefik");
    assert.deepEqual(
      said(all, "not carried over").filter((line) => line.includes("host")),
      [],
    );
  });

  it("an Ingress of a version that is gone", async () => {
    for (const version of ["extensions/v1beta1", "networking.k8s.io/v1beta1"]) {
      const yaml = sticky().replace("networking.k8s.io/v1", version);
      const report = await migrated(yaml, "traefik");
      assert.equal(report.objects.filter(({ kind }) => kind === "Ingress").length, 0);
      const { line, value, reason, fix } = itemAbout(report, "apiVersion");
      assert.deepEqual([line, value], [1, version]);
      assert.match(reason, /^the Ingress is left out: .* since 1\.22/);
      assert.match(fix ?? "", /^kubectl convert /);
    }
  });

  for (const [value, isSaid] of [
    ["false", true],
    ["true", false],
  ] as const) {
    it(`change-on-failure ${value}: ${isSaid ? "is the new controller's to decide" : "nothing"}`, async () => {
      const setting = `${nginx}/session-cookie-change-on-failure`;
      const { items } = await migrated(sticky({ [setting]: value }), "traefik");
      assert.equal(
        items.some((item) => item.setting === setting && item.outcome === "changed"),
        isSaid,
      );
    });
  }
});

describe("the TLS of one Ingress for all of its host", () => {
  const secured = (namespace: string): string =>
    ingressYaml(
      affinity,
      `${paths("/admin=admin")}  tls:\n    - hosts: [shop.example.com]\n      secretName: shop-tls\n`,
    )
      .replace("name: shop\n", "name: admin\n")
      .replace("namespace: store", `namespace: ${namespace}`);
  const shopOf = async (namespace: string) => {
    const report = await migrated(`${sticky()}---\n${secured(namespace)}`, "traefik");
    const shop = report.objects.find(
      ({ kind, metadata }) => kind === "Ingress" && metadata.name === "shop-traefik",
    );
    return { report, tls: (shop?.spec as { tls?: unknown }).tls };
  };

  it("is written for the others too, as ingress-nginx has one server a host", async () => {
    const { report, tls } = await shopOf("store");
    assert.deepEqual(tls, [{ hosts: ["shop.example.com"], secretName: "shop-tls" }]);
    assert.ok(said(report, "carried over").includes("10 tls: shop.example.com"));
    const cookie = annotationsIn(only(report, "Service"));
    assert.equal(cookie["traefik.ingress.kubernetes.io/service.sticky.cookie.secure"], "true");
  });

  it("is without its Secret in another namespace", async () => {
    const { tls } = await shopOf("elsewhere");
    assert.deepEqual(tls, [{ hosts: ["shop.example.com"] }]);
  });
});

describe("a value that the old controller drops", () => {
  for (const [name, value, says, read] of [
    ["session-cookie-name", "a$b", /it calls the cookie INGRESSCOOKIE, and it is read so/, "name"],
    ["session-cookie-samesite", "laxx", /it leaves SameSite out/, "samesite"],
    ["session-cookie-domain", "exa$mple.com", /it leaves Domain out/, "domain"],
    ["session-cookie-max-age", "1h", /it leaves Max-Age out/, "maxage"],
    ["session-cookie-secure", "yes", /it goes on as with false/, "secure"],
    ["affinity-mode", "Persistent", /it hashes as with balanced/, ""],
  ] as const) {
    it(`is said, and not carried over: ${name}`, async () => {
      const report = await migrated(sticky({ [`${nginx}/${name}`]: value }), "traefik");
      const item = itemAbout(report, `${nginx}/${name}`);
      assert.match(item.reason, says);
      assert.equal(item.outcome, "changed");
      const key = `traefik.ingress.kubernetes.io/service.sticky.cookie.${read}`;
      assert.notEqual(annotationsIn(only(report, "Service"))[key], value);
    });
  }

  it("does not stay for a controller that reads the same annotations", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/session-cookie-samesite`]: "laxx" }),
      "traefik-ingress-nginx",
    );
    const found = annotationsIn(only(report, "Ingress"));
    assert.ok(!(`${nginx}/session-cookie-samesite` in found));
  });

  it("is said of a Route, and of Traefik's Service", async () => {
    const route = `apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, annotations: { router.openshift.io/cookie_name: my.cookie } }
spec: { host: web.example.com, to: { kind: Service, name: web } }
`;
    const ofRoute = await migrated(route, "contour", { from: "openshift-route" });
    assert.match(itemAbout(ofRoute, "router.openshift.io/cookie_name").reason, /takes letters/);
    const key = "traefik.ingress.kubernetes.io/service.sticky.cookie";
    const text = `${ingressYaml({}, paths("/")).replace("nginx", "traefik")}---
${service("web").replace("name: web,", `name: web, annotations: { ${key}: "true", ${key}.samesite: laxx },`)}`;
    const ofService = await migrated(text, "contour", { from: "traefik" });
    assert.match(itemAbout(ofService, `${key}.samesite`).reason, /it leaves SameSite out/);
  });
});
