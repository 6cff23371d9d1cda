import assert from "node:assert/strict";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { StickyApp } from "../../../components/stickyApp";
import { type Config, k8s, read } from "../config/config";
import { run, valueOf } from "../support/mocks";
import { inputsOf, onKubernetes, onOpenshift, router, sticky } from "./children";

const hosts = ["www.example.com", "example.com"];
const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";

interface WithSpec {
  metadata: { name: string };
  spec: Record<string, unknown>;
}

async function specs(args: StickyAppArgs, kind: string): Promise<WithSpec[]> {
  const { registered } = await run(() => new StickyApp("hello", args), { serve: router });
  return registered
    .filter(({ type }) => type.endsWith(`:${kind}`))
    .map(({ name, inputs }) => {
      const object = inputs as unknown as WithSpec;
      assert.equal(name, object.metadata.name);
      return object;
    });
}

async function outputs(config: Config) {
  const { name, args, options } = await read(config);
  const { result: app, registered } = await run(() => new StickyApp(name, args, options), {
    serve: router,
  });
  return {
    registered,
    ...{ url: await valueOf(app.url), host: await valueOf(app.host) },
    ...{ urls: await valueOf(app.urls), hosts: await valueOf(app.hosts) },
  };
}

const backend = (path: string) => ({
  http: {
    paths: [
      {
        path,
        pathType: "Prefix",
        backend: { service: { name: "hello", port: { name: "http" } } },
      },
    ],
  },
});

describe("an application with several hosts", () => {
  it("is served under each by a rule of the Ingress, with TLS for all, and all are outputs", async () => {
    const { registered, ...found } = await outputs({
      ...k8s,
      ...{ host: undefined, hosts: JSON.stringify(hosts) },
      ...{ tls: "edge", tlsSecret: "hello-tls", path: "/app" },
    });
    const { spec } = inputsOf(registered, ingressType) as unknown as WithSpec;
    assert.deepEqual(spec, {
      ingressClassName: "traefik",
      tls: [{ hosts, secretName: "hello-tls" }],
      rules: hosts.map((host) => ({ host, ...backend("/app") })),
    });
    assert.deepEqual(found, {
      url: "https://www.example.com/app",
      host: "www.example.com",
      urls: ["https://www.example.com/app", "https://example.com/app"],
      hosts,
    });
  });

  it("may share the cookie among them, under the domain that all end with", async () => {
    const { registered } = await outputs({
      ...k8s,
      ...{ host: "www.cases.localhost", hosts: '["cases.localhost"]' },
      cookieDomain: "cases.localhost",
    });
    const { metadata } = inputsOf(registered, "kubernetes:core/v1:Service") as {
      metadata: { annotations: Record<string, string> };
    };
    assert.equal(metadata.annotations[`${sticky}.domain`], "cases.localhost");
  });

  it("has host before hosts, and each once", async () => {
    const { registered, ...found } = await outputs({
      ...k8s,
      ...{ host: "example.com", hosts: JSON.stringify(hosts) },
    });
    assert.deepEqual(found.hosts, ["example.com", "www.example.com"]);
    assert.equal(found.url, "http://example.com/");
    assert.ok(registered.length > 0);
  });

  it("has a Route for each host, and waits for each", async () => {
    const args = { ...onOpenshift, hosts, tls: { termination: "edge" } } as const;
    const routes = await specs(args, "Route");
    assert.deepEqual(
      routes.map(({ metadata, spec }) => [metadata.name, spec.host, spec.wildcardPolicy]),
      [
        ["hello", "www.example.com", "None"],
        ["hello-example.com", "example.com", "None"],
      ],
    );
    for (const { metadata, spec } of routes) {
      const { annotations } = metadata as unknown as { annotations: Record<string, string> };
      assert.match(annotations["pulumi.com/waitFor"] ?? "", new RegExp(`=="${String(spec.host)}"`));
      assert.equal(annotations["router.openshift.io/cookie_name"], "hello");
      assert.deepEqual(spec.tls, {
        termination: "edge",
        insecureEdgeTerminationPolicy: "Redirect",
      });
    }
    const { registered, ...found } = await outputs({
      ...{ platform: "openshift", hosts: JSON.stringify(hosts), tls: "edge" },
    });
    assert.deepEqual(found.urls, ["https://www.example.com/", "https://example.com/"]);
    assert.ok(registered.length > 0);
  });

  it("has an HTTPProxy for each host", async () => {
    const proxies = await specs({ ...onKubernetes, controller: "contour", hosts }, "HTTPProxy");
    assert.deepEqual(
      proxies.map(({ metadata, spec }) => [metadata.name, spec.virtualhost]),
      [
        ["hello", { fqdn: "hello.example.com" }],
        ["hello-example.com", { fqdn: "example.com" }],
        ["hello-www.example.com", { fqdn: "www.example.com" }],
      ],
    );
  });

  it("has all of them in an HTTPRoute, in a Gateway of Istio's and its VirtualService", async () => {
    const gateway = { name: "eg" };
    const all = ["hello.example.com", ...hosts];
    const api = { ...onKubernetes, controller: "envoy-gateway", gateway, hosts };
    const [route] = await specs(api, "HTTPRoute");
    assert.deepEqual(route?.spec.hostnames, all);
    const istio: StickyAppArgs = {
      ...{ ...onKubernetes, controller: "istio", hosts },
      tls: { termination: "edge", secretName: "hello-tls" },
    };
    const [service] = await specs(istio, "VirtualService");
    assert.deepEqual(service?.spec.hosts, all);
    const [gate] = await specs(istio, "Gateway");
    const servers = gate?.spec.servers as { hosts: string[] }[];
    assert.deepEqual(
      servers.map((server) => server.hosts),
      [all, all],
    );
  });
});

describe("an application whose hosts have certificates of their own", () => {
  const three = ["www.example.com", "example.com", "*.example.net"];
  const secrets = { "example.com": "apex-tls", "*.example.net": "net-tls" };
  const config = { tls: "edge", tlsSecrets: JSON.stringify(secrets) };
  const tls = { termination: "edge", secrets } as const;
  const onContour = { ...onKubernetes, controller: "contour", host: undefined };

  it("names each Secret in the Ingress, and the one of the other hosts or none", async () => {
    const base = { ...k8s, host: undefined, hosts: JSON.stringify(three), ...config };
    for (const [tlsSecret, first] of [
      ["common-tls", { hosts: ["www.example.com"], secretName: "common-tls" }],
      [undefined, { hosts: ["www.example.com"] }],
    ] as const) {
      const { registered } = await outputs({ ...base, tlsSecret });
      const { spec } = inputsOf(registered, ingressType) as unknown as WithSpec;
      assert.deepEqual(spec.tls, [
        first,
        { hosts: ["example.com"], secretName: "apex-tls" },
        { hosts: ["*.example.net"], secretName: "net-tls" },
      ]);
    }
  });

  it("has no entry without a host where each has its own", async () => {
    const { registered } = await outputs({
      ...{ ...k8s, host: "example.com", tls: "edge" },
      tlsSecrets: '{"example.com":"apex-tls"}',
    });
    const { spec } = inputsOf(registered, ingressType) as unknown as WithSpec;
    assert.deepEqual(spec.tls, [{ hosts: ["example.com"], secretName: "apex-tls" }]);
  });

  it("has its own in each Route", async () => {
    const routes = await specs({ ...onOpenshift, hosts: three, tls }, "Route");
    assert.deepEqual(
      routes.map(({ spec }) => [
        spec.host,
        (spec.tls as { externalCertificate?: object }).externalCertificate,
      ]),
      [
        ["www.example.com", undefined],
        ["example.com", { name: "apex-tls" }],
        ["wildcard.example.net", { name: "net-tls" }],
      ],
    );
  });

  it("has its own in each HTTPProxy", async () => {
    const proxies = await specs(
      {
        ...onContour,
        hosts: three.slice(0, 2),
        tls: { ...tls, secretName: "common-tls", secrets: { "example.com": "apex-tls" } },
      },
      "HTTPProxy",
    );
    assert.deepEqual(
      proxies.map(({ spec }) => spec.virtualhost),
      [
        { fqdn: "www.example.com", tls: { secretName: "common-tls" } },
        { fqdn: "example.com", tls: { secretName: "apex-tls" } },
      ],
    );
  });

  it("needs none for all where a controller needs one for each", async () => {
    const own = { "www.example.com": "www-tls", "example.com": "apex-tls" };
    const proxies = await specs(
      { ...onContour, hosts: Object.keys(own), tls: { termination: "edge", secrets: own } },
      "HTTPProxy",
    );
    assert.equal(proxies.length, 2);
  });

  it("has a server of Istio's Gateway for each", async () => {
    const [gateway] = await specs(
      {
        ...{ ...onKubernetes, controller: "istio", host: undefined, hosts: three },
        tls: { ...tls, secretName: "common-tls" },
      },
      "Gateway",
    );
    const server = (name: string, host: string, credentialName: string) => ({
      port: { number: 443, name, protocol: "HTTPS" },
      hosts: [host],
      tls: { mode: "SIMPLE", credentialName },
    });
    assert.deepEqual((gateway?.spec.servers as unknown[]).slice(1), [
      server("https", "www.example.com", "common-tls"),
      server("https-1", "example.com", "apex-tls"),
      server("https-2", "*.example.net", "net-tls"),
    ]);
  });
});

describe("an application with a wildcard host", () => {
  const wildcard = "*.tenants.example.com";

  it("is served under it, with a URL that can be visited", async () => {
    const { registered, ...found } = await outputs({ ...k8s, host: wildcard });
    const { spec } = inputsOf(registered, ingressType) as unknown as WithSpec;
    assert.deepEqual(spec.rules, [{ host: wildcard, ...backend("/") }]);
    assert.deepEqual(found, {
      url: "http://wildcard.tenants.example.com/",
      host: "wildcard.tenants.example.com",
      urls: ["http://wildcard.tenants.example.com/"],
      hosts: [wildcard],
    });
  });

  it("is visited under a name of its own where there is one", async () => {
    const { url, hosts: found } = await outputs({
      ...{ ...k8s, host: "acme.tenants.example.com", hosts: JSON.stringify([wildcard]) },
    });
    assert.equal(url, "http://acme.tenants.example.com/");
    assert.deepEqual(found, ["acme.tenants.example.com", wildcard]);
  });

  it("has a Route that serves all names beside the one that is visited", async () => {
    const [route] = await specs({ ...onOpenshift, host: wildcard }, "Route");
    assert.equal(route?.spec.host, "wildcard.tenants.example.com");
    assert.equal(route.spec.wildcardPolicy, "Subdomain");
    const { url, hosts: found } = await outputs({ platform: "openshift", host: wildcard });
    assert.equal(url, "http://wildcard.tenants.example.com/");
    assert.deepEqual(found, [wildcard]);
  });
});
