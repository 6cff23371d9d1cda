import assert from "node:assert/strict";
import type { PlainObject } from "../../../components/affinity/objects";
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

const both = `---\n${service("api")}`;

interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: unknown;
  readonly tls?: unknown;
  readonly rules?: {
    readonly host?: string;
    readonly http: { readonly paths: { readonly path: string; readonly pathType: string }[] };
  }[];
}
const ingressSpec = (object: PlainObject): IngressSpec => object.spec as IngressSpec;
const pathsOf = (object: PlainObject): string[] =>
  ingressSpec(object).rules?.flatMap(({ host = "*", http }) =>
    http.paths.map(({ path, pathType }) => `${host}${path} ${pathType}`),
  ) ?? [];

describe("several paths of one Service", () => {
  const yaml = sticky({}, paths("/shop/cart", "/shop/account"));

  it("have one cookie where the affinity is the Service's", async () => {
    const report = await migrated(yaml, "traefik");
    const found = annotationsIn(only(report, "Service"));
    assert.equal(found["traefik.ingress.kubernetes.io/service.sticky.cookie.path"], "/shop");
    assert.deepEqual(said(report, "changed").sort(), [
      "13 cookie path: /shop/cart",
      "16 cookie path: /shop/account",
    ]);
  });

  it("have their own cookies where each path has its own", async () => {
    const report = await migrated(yaml, "gateway-api");
    assert.deepEqual(
      said(report, "changed").filter((line) => line.includes("name")),
      [],
    );
    const { rules } = only(report, "HTTPRoute").spec as {
      rules: { matches: { path: { value: string } }[] }[];
    };
    assert.deepEqual(
      rules.map(({ matches }) => matches[0]?.path.value),
      ["/shop/cart", "/shop/account"],
    );
  });

  it("keep the path that all of them were given", async () => {
    const report = await migrated(
      sticky({ [`${nginx}/session-cookie-path`]: "/" }, paths("/shop/cart", "/shop/account")),
      "traefik",
    );
    assert.deepEqual(said(report, "changed"), []);
  });

  it("of which one Ingress has affinity and the other has not, are both sticky where it is the Service's", async () => {
    const other = ingressYaml({}, paths("/help")).replace("name: shop", "name: help");
    const report = await migrated(`${other}---\n${sticky()}`, "traefik");
    assert.match(
      itemAbout(report, "affinity").reason,
      /^with Traefik affinity is the Service's, so that \/help is sticky too: Ingress store\/shop has it$/,
    );
  });

  it("of two Ingresses with different cookies have the first one's, and the other is named", async () => {
    const other = ingressYaml(
      { [`${nginx}/affinity`]: "cookie", [`${nginx}/session-cookie-name`]: "other" },
      paths("/help"),
    ).replace("name: shop", "name: help");
    const report = await migrated(`${sticky()}---\n${other}`, "kong");
    assert.deepEqual(
      [itemAbout(report, "session cookie").value, itemAbout(report, "session cookie").outcome],
      ["other", "not carried over"],
    );
    assert.equal(report.objects.filter(({ kind }) => kind === "KongUpstreamPolicy").length, 1);
  });
});

describe("several Services of one host", () => {
  const yaml = sticky({ [`${nginx}/session-cookie-path`]: "/" }, paths("/=web", "/api=api")) + both;

  it("have cookies of their own, in Ingresses of their own where the annotations differ", async () => {
    const report = await migrated(yaml, "haproxy-ingress");
    const ingresses = report.objects.filter(({ kind }) => kind === "Ingress");
    assert.deepEqual(
      ingresses.map((object) => [
        object.metadata.name,
        pathsOf(object),
        annotationsIn(object)["haproxy-ingress.github.io/session-cookie-name"],
      ]),
      [
        ["shop-haproxy-ingress", ["shop.example.com/ Prefix"], "INGRESSCOOKIE"],
        ["shop-haproxy-ingress-api", ["shop.example.com/api Prefix"], "INGRESSCOOKIE-api"],
      ],
    );
    assert.equal(itemAbout(report, "cookie name").outcome, "changed");
  });

  it("stay in one Ingress of F5's, whose annotation names the Services", async () => {
    const report = await migrated(yaml, "f5-nginx");
    const ingress = only(report, "Ingress");
    assert.deepEqual(pathsOf(ingress), ["shop.example.com/ Prefix", "shop.example.com/api Prefix"]);
    assert.equal(
      annotationsIn(ingress)["nginx.org/sticky-cookie-services"],
      "serviceName=web INGRESSCOOKIE path=/ httponly;serviceName=api INGRESSCOOKIE-api path=/ httponly",
    );
  });

  it("share the name where it is a key to hash", async () => {
    const report = await migrated(yaml, "kong");
    assert.deepEqual(
      said(report, "changed").filter((line) => line.includes("cookie name")),
      [],
    );
  });

  it("are routes of one HTTPProxy", async () => {
    const report = await migrated(yaml, "contour");
    const { routes } = only(report, "HTTPProxy").spec as {
      routes: { conditions: object[]; services: { name: string }[] }[];
    };
    assert.deepEqual(
      routes.map(({ conditions, services }) => [conditions[0], services[0]?.name]),
      [
        [{ prefix: "/" }, "web"],
        [{ exact: "/api" }, "api"],
        [{ prefix: "/api/" }, "api"],
      ],
    );
  });

  it("are entries of one VirtualService, the longest path first", async () => {
    const report = await migrated(yaml, "istio");
    const { http } = only(report, "VirtualService").spec as { http: { match: object[] }[] };
    assert.deepEqual(
      http.map(({ match }) => match[0]),
      [{ uri: { exact: "/api" } }, { uri: { prefix: "/" } }],
    );
    only(report, "Gateway");
    assert.equal(report.objects.filter(({ kind }) => kind === "DestinationRule").length, 2);
  });

  it("are Routes of their own", async () => {
    const report = await migrated(yaml, "openshift-route");
    assert.deepEqual(
      report.objects.map(({ metadata, spec }) => [
        metadata.name,
        (spec as { path?: string }).path,
        annotationsIn({ apiVersion: "", kind: "", metadata })["router.openshift.io/cookie_name"],
      ]),
      [
        ["shop", undefined, "INGRESSCOOKIE"],
        ["shop-1", "/api", "INGRESSCOOKIE-api"],
      ],
    );
  });
});

describe("two Ingresses of one host", () => {
  const other = ingressYaml({}, paths("/api=api")).replace("name: shop", "name: api");

  it("are one HTTPProxy, as Contour wants it", async () => {
    const report = await migrated(`${sticky()}---\n${other}${both}`, "contour");
    const { routes } = only(report, "HTTPProxy").spec as {
      routes: { loadBalancerPolicy?: unknown }[];
    };
    assert.deepEqual(
      routes.map(({ loadBalancerPolicy }) => loadBalancerPolicy !== undefined),
      [true, false, false],
    );
  });

  it("that both want one path leave it to the first", async () => {
    const same = ingressYaml({}, paths("/=api")).replace("name: shop", "name: api");
    const report = await migrated(`${sticky()}---\n${same}${both}`, "contour");
    assert.match(
      itemAbout(report, "HTTPProxy").reason,
      /for the same host and path, and comes first$/,
    );
  });

  it("stay two Ingresses", async () => {
    const report = await migrated(`${sticky()}---\n${other}${both}`, "traefik");
    assert.deepEqual(
      report.objects.filter(({ kind }) => kind === "Ingress").map(({ metadata }) => metadata.name),
      ["shop-traefik", "api-traefik"],
    );
  });
});

describe("several hosts", () => {
  const rule = (host: string, name: string): string =>
    paths(`/=${name}`).replace("  rules:\n", "").replace("shop.example.com", host);
  const hosts = `  tls:
    - { hosts: [a.example.com, b.example.com], secretName: ab }
    - { hosts: [c.example.com], secretName: c }
  rules:
${rule("a.example.com", "web")}${rule("b.example.com", "web")}${rule("c.example.com", "web")}${rule("d.example.com", "web")}`;

  it("stay in one Ingress, with the certificate that each has", async () => {
    const ingress = only(
      await migrated(sticky({ [`${nginx}/session-cookie-secure`]: "true" }, hosts), "traefik"),
      "Ingress",
    );
    assert.deepEqual(ingressSpec(ingress).tls, [
      { hosts: ["a.example.com", "b.example.com"], secretName: "ab" },
      { hosts: ["c.example.com"], secretName: "c" },
    ]);
    assert.deepEqual(
      pathsOf(ingress).map((path) => path.slice(0, 1)),
      ["a", "b", "c", "d"],
    );
  });

  it("that differ in nothing are one HTTPRoute", async () => {
    const report = await migrated(sticky({}, hosts), "envoy-gateway");
    assert.deepEqual(
      report.objects.map(({ spec }) => (spec as { hostnames: string[] }).hostnames),
      [["a.example.com", "b.example.com"], ["c.example.com"], ["d.example.com"]],
    );
  });

  it("are an HTTPProxy each", async () => {
    const report = await migrated(sticky({}, hosts), "contour");
    assert.equal(new Set(report.objects.map(({ metadata }) => metadata.name)).size, 4);
  });

  it("are a Route each", async () => {
    const report = await migrated(sticky({}, hosts), "openshift-route");
    assert.equal(new Set(report.objects.map(({ metadata }) => metadata.name)).size, 4);
  });
});

describe("regular expressions", () => {
  const yaml = sticky(
    { [`${nginx}/use-regex`]: "true", [`${nginx}/session-cookie-path`]: "/" },
    paths("/api/v[0-9]+", "/"),
  );

  it("are Envoy's, which compares the whole path", async () => {
    const { spec } = only(await migrated(yaml, "gateway-api"), "HTTPRoute");
    assert.deepEqual((spec as { rules: { matches: object[] }[] }).rules[0]?.matches, [
      { path: { type: "RegularExpression", value: "(?i)/api/v[0-9]+.*" } },
    ]);
  });

  it("are Contour's and Istio's", async () => {
    const { spec: proxy } = only(await migrated(yaml, "contour"), "HTTPProxy");
    assert.deepEqual((proxy as { routes: { conditions: object[] }[] }).routes[0]?.conditions, [
      { regex: "(?i)/api/v[0-9]+.*" },
    ]);
    const { spec } = only(await migrated(yaml, "istio"), "VirtualService");
    assert.deepEqual((spec as { http: { match: object[] }[] }).http[0]?.match, [
      { uri: { regex: "(?i)/api/v[0-9]+.*" } },
    ]);
  });

  it("are in an Ingress of their own, with the annotation that makes them ones", async () => {
    for (const [to, key, value] of [
      ["traefik", "traefik.ingress.kubernetes.io/router.pathmatcher", "PathRegexp"],
      ["haproxy-ingress", "haproxy-ingress.github.io/path-type", "regex"],
      ["f5-nginx", "nginx.org/path-regex", "case_insensitive"],
    ] as const) {
      const ingresses = (await migrated(yaml, to)).objects.filter(({ kind }) => kind === "Ingress");
      const own = ingresses.filter((object) => annotationsIn(object)[key] === value);
      assert.deepEqual(
        own.flatMap(pathsOf),
        ["shop.example.com/api/v[0-9]+ ImplementationSpecific"],
        to,
      );
      assert.equal(ingresses.length, 2, to);
    }
  });

  it("begin with /~ for Kong", async () => {
    const ingress = only(await migrated(yaml, "kong"), "Ingress");
    assert.deepEqual(pathsOf(ingress), [
      "shop.example.com/~/api/v[0-9]+ ImplementationSpecific",
      "shop.example.com/ Prefix",
    ]);
  });

  it("stay as they are with Traefik's provider", async () => {
    const ingress = only(await migrated(yaml, "traefik-ingress-nginx"), "Ingress");
    assert.equal(annotationsIn(ingress)[`${nginx}/use-regex`], "true");
  });

  it("are named where the target has none", async () => {
    for (const to of [
      "openshift-route",
      "haproxytech",
      "gke-ingress",
      "aws-load-balancer-controller",
    ]) {
      const report = await migrated(yaml, to);
      assert.match(itemAbout(report, "path").reason, /takes no regular expressions for paths$/, to);
      assert.equal(itemAbout(report, "path").outcome, "not carried over");
    }
  });

  describe("by another Ingress of the host", () => {
    const other = (annotation: string, host = "shop.example.com"): string =>
      ingressYaml(
        { [`${nginx}/${annotation}`]: annotation === "use-regex" ? "true" : "/$1" },
        paths("/other").replace("shop.example.com", host),
      ).replace("name: shop", "name: other");
    const own = sticky({ [`${nginx}/session-cookie-path`]: "/" }, paths("/api/v[0-9]+"));

    it("are ones too, whether by use-regex or a rewrite", async () => {
      for (const annotation of ["use-regex", "rewrite-target"]) {
        const report = await migrated(`${own}---\n${other(annotation)}`, "traefik-ingress-nginx");
        const [ingress] = report.objects.filter(({ metadata }) => metadata.name === "shop");
        assert.ok(ingress);
        assert.deepEqual(pathsOf(ingress), ["shop.example.com/api/v[0-9]+ ImplementationSpecific"]);
        assert.equal(annotationsIn(ingress)[`${nginx}/use-regex`], "true");
        assert.match(itemAbout(report, "path").reason, /another one of the host has use-regex/);
      }
    });

    it("are ones where use-regex is what Go takes for true", async () => {
      const text = `${own}---\n${other("use-regex").replace('"true"', '"True"')}`;
      assert.match(text, /"True"/);
      const report = await migrated(text, "traefik-ingress-nginx");
      const [ingress] = report.objects.filter(({ metadata }) => metadata.name === "shop");
      assert.ok(ingress);
      assert.deepEqual(pathsOf(ingress), ["shop.example.com/api/v[0-9]+ ImplementationSpecific"]);
    });

    it("are none where the host is another", async () => {
      const text = `${own}---\n${other("use-regex", "other.example.com")}`;
      const report = await migrated(text, "traefik-ingress-nginx");
      const [ingress] = report.objects.filter(({ metadata }) => metadata.name === "shop");
      assert.ok(ingress);
      assert.deepEqual(pathsOf(ingress), ["shop.example.com/api/v[0-9]+ Prefix"]);
      assert.deepEqual(
        report.items.filter(({ setting }) => setting === "path"),
        [],
      );
    });
  });

  it("are none without a sign of one", async () => {
    const plain = sticky(
      { [`${nginx}/use-regex`]: "true", [`${nginx}/session-cookie-path`]: "/" },
      paths("/a.b/c-d"),
    );
    assert.deepEqual(pathsOf(only(await migrated(plain, "traefik"), "Ingress")), [
      "shop.example.com/a.b/c-d Prefix",
    ]);
  });
});

describe("types of paths", () => {
  it("Exact is one path alone where the target has that", async () => {
    const yaml = sticky({}, paths("/login").replace("Prefix", "Exact"));
    const { spec: route } = only(await migrated(yaml, "envoy-gateway"), "HTTPRoute");
    assert.deepEqual((route as { rules: { matches: object[] }[] }).rules[0]?.matches, [
      { path: { type: "Exact", value: "/login" } },
    ]);
    const { spec } = only(await migrated(yaml, "contour"), "HTTPProxy");
    assert.deepEqual(
      (spec as { routes: { conditions: object[] }[] }).routes.map(({ conditions }) => conditions),
      [[{ exact: "/login" }]],
    );
    assert.deepEqual(pathsOf(only(await migrated(yaml, "traefik"), "Ingress")), [
      "shop.example.com/login Exact",
    ]);
    assert.equal(itemAbout(await migrated(yaml, "openshift-route"), "pathType").outcome, "changed");
  });

  it("ImplementationSpecific is Prefix, and said where that differs", async () => {
    const specific = (path: string): string =>
      sticky({}, paths(path).replace("Prefix", "ImplementationSpecific"));
    assert.deepEqual(said(await migrated(specific("/"), "traefik"), "changed"), []);
    assert.match(
      itemAbout(await migrated(specific("/app"), "traefik"), "pathType").reason,
      /^it is Prefix now: \/app and all below it/,
    );
  });
});

describe("default backends", () => {
  const fallback = "  defaultBackend: { service: { name: web, port: { number: 80 } } }\n";

  it("stay one of the Ingress", async () => {
    const { spec } = only(await migrated(sticky({}, fallback), "traefik"), "Ingress");
    assert.deepEqual(spec, {
      ingressClassName: "traefik",
      defaultBackend: { service: { name: "web", port: { number: 80 } } },
    });
  });

  it("are an HTTPRoute without a host", async () => {
    const { spec } = only(await migrated(sticky({}, fallback), "gateway-api"), "HTTPRoute");
    assert.deepEqual((spec as { hostnames: string[] }).hostnames, []);
  });

  it("leave no dot in the name of Istio's Gateway, which a VirtualService takes for a namespace", async () => {
    const text = sticky(
      {},
      `${paths("/")}    - host: "*.example.com"
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`,
    ).replace("name: shop", "name: my.shop");
    const { objects } = await migrated(text, "istio");
    const gateways = objects.filter(({ kind }) => kind === "Gateway");
    const names = gateways.map(({ metadata }) => metadata.name ?? "");
    assert.ok(
      names.every((name) => !name.includes(".")),
      names.join(),
    );
    assert.deepEqual(
      objects
        .filter(({ kind }) => kind === "VirtualService")
        .flatMap(({ spec }) => (spec as { gateways: string[] }).gateways)
        .sort(),
      [...names].sort(),
    );
    assert.ok(names.length > 0);
  });

  it("are named where the target has to name a host", async () => {
    assert.equal(
      itemAbout(await migrated(sticky({}, fallback), "istio"), "host").outcome,
      "not carried over",
    );
  });
});

describe("a Gateway that is written too", () => {
  const yaml = sticky(
    {},
    `  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]\n${paths("/")}`,
  );
  const options = { gatewayClass: "eg" };

  it("has a listener for each host with TLS, and one for http that redirects", async () => {
    const report = await migrated(yaml, "envoy-gateway", { options });
    assert.deepEqual(only(report, "Gateway").spec, {
      gatewayClassName: "eg",
      listeners: [
        { name: "http", port: 80, protocol: "HTTP" },
        {
          name: "https-shop.example.com",
          hostname: "shop.example.com",
          port: 443,
          protocol: "HTTPS",
          tls: { mode: "Terminate", certificateRefs: [{ name: "shop-tls" }] },
        },
      ],
    });
    const routes = report.objects.filter(({ kind }) => kind === "HTTPRoute");
    assert.deepEqual(
      routes.map(({ metadata, spec }) => [
        metadata.name,
        (spec as { parentRefs: object[] }).parentRefs,
      ]),
      [
        ["shop-to-https", [{ name: "ingress", sectionName: "http" }]],
        ["shop", [{ name: "ingress", sectionName: "https-shop.example.com" }]],
      ],
    );
    assert.deepEqual(said(report, "not carried over"), []);
  });

  it("redirects nothing where that was turned off", async () => {
    const off = yaml.replace(
      `{"${nginx}/affinity"`,
      `{"${nginx}/ssl-redirect":"false","${nginx}/affinity"`,
    );
    const { spec } = only(await migrated(off, "envoy-gateway", { options }), "HTTPRoute");
    assert.deepEqual((spec as { parentRefs: object[] }).parentRefs, [
      { name: "ingress", sectionName: "http" },
      { name: "ingress", sectionName: "https-shop.example.com" },
    ]);
  });

  it("is of the name that is given", async () => {
    const given = { gatewayClass: "eg", gateway: { name: "front" } };
    assert.equal(
      only(await migrated(yaml, "envoy-gateway", { options: given }), "Gateway").metadata.name,
      "front",
    );
  });
});
