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
