import assert from "node:assert/strict";
import type { KubeConfig } from "@kubernetes/client-node";
import type { DeployedApp } from "../../../verify/subject/deployed";
import { stackTarget, urlTarget } from "../../../verify/subject/target";
import { type FakeApiServer, fakeApiServer, kubeConfigOf } from "../support/fakeApiServer";

const app: DeployedApp = {
  ...{ name: "web", namespace: "shop", service: "web", selector: { app: "web" } },
  ...{ url: "http://web.example.com/", controller: "azure-application-gateway" },
  affinity: { cookie: {} },
  described: { host: "web.example.com", path: "/", tls: "none" },
};

/** An Ingress that leads a path of web.example.com to the Service. */
function ingressOf(name: string, path: string, spec: object = {}): object {
  return {
    metadata: { name, namespace: "shop" },
    spec: {
      ...spec,
      rules: [
        {
          host: "web.example.com",
          http: { paths: [{ path, pathType: "Prefix", backend: { service: { name: "web" } } }] },
        },
      ],
    },
  };
}

describe("the target that a stack deployed", () => {
  let server: FakeApiServer;
  let kubeConfig: KubeConfig;

  before(async () => {
    server = await fakeApiServer({
      "/api/v1/namespaces/shop/services": {
        items: [{ metadata: { name: "web" }, spec: { selector: { app: "web" } } }],
      },
      "/apis/networking.k8s.io/v1/ingresses": {
        items: [ingressOf("web", "/"), ingressOf("admin", "/admin")],
      },
      "/api/v1/namespaces/shop/pods": { items: [] },
    });
    kubeConfig = kubeConfigOf(server);
  });

  after(() => {
    server.close();
  });

  for (const controller of ["azure-application-gateway", "gke-ingress"]) {
    it(`has affinity where the controller names the cookie itself: ${controller}`, async () => {
      const { expectation } = await stackTarget({ ...app, controller }, kubeConfig);
      assert.equal(expectation.dialect?.id, controller);
      assert.equal(expectation.cookieName, undefined);
    });
  }

  it("is none where the affinity is off", async () => {
    const { name, namespace, service, selector, url } = app;
    const off = { name, namespace, service, selector, url };
    await assert.rejects(stackTarget(off, kubeConfig), /The affinity of web is none/);
  });

  it("is what clients use, where TLS ends in front of the controller", async () => {
    const url = new URL("https://www.example.com/");
    assert.equal((await stackTarget(app, kubeConfig)).url.href, "http://web.example.com/");
    assert.equal((await stackTarget(app, kubeConfig, url)).url.href, "https://www.example.com/");
  });

  it("is https where the stack says that TLS ends in front, with the objects of the stack", async () => {
    const https: DeployedApp = {
      ...{ ...app, controller: "traefik", url: "https://web.example.com/" },
      ...{ cookieName: "web", affinity: { cookie: { name: "web", sameSite: "None" } } },
      described: { host: "web.example.com", path: "/", tls: "external" },
    };
    const { url, expectation, cluster } = await stackTarget(https, kubeConfig);
    assert.equal(url.protocol, "https:");
    assert.equal(expectation.cookie?.secure, true);
    assert.ok(expectation.annotations?.service);
    assert.equal(cluster?.objects.exposures.length, 1);
  });

  it("has the URLs of its further hosts, but for one that is named", async () => {
    const several = { ...app, urls: [app.url, "http://example.com/"] };
    const { otherUrls } = await stackTarget(several, kubeConfig);
    assert.deepEqual(
      otherUrls?.map(({ href }) => href),
      ["http://example.com/"],
    );
    assert.equal((await stackTarget({ ...app, urls: [app.url] }, kubeConfig)).otherUrls, undefined);
    const named = await stackTarget(several, kubeConfig, new URL("http://10.0.0.7/"));
    assert.equal(named.otherUrls, undefined);
  });

  it("has the Ingress alone that serves the URL", async () => {
    const names = async (url: string) =>
      (await stackTarget({ ...app, url }, kubeConfig)).cluster?.objects.exposures.map(
        ({ name }) => name,
      );
    assert.deepEqual(await names("http://web.example.com/"), ["web"]);
    assert.deepEqual(await names("http://web.example.com/admin/x"), ["admin"]);
  });
});

describe("the target by a URL that two controllers serve, each by an Ingress of its own", () => {
  const url = new URL("http://web.example.com/");
  const service = { namespace: "shop", name: "web" };
  const ingress = (name: string, ip: string): object => ({
    ...ingressOf(name, "/", { ingressClassName: name }),
    status: { loadBalancer: { ingress: [{ ip }] } },
  });
  let server: FakeApiServer;
  let kubeConfig: KubeConfig;

  before(async () => {
    const classes = "/apis/networking.k8s.io/v1/ingressclasses";
    server = await fakeApiServer({
      "/api/v1/namespaces/shop/services": { items: [{ metadata: { name: "web" } }] },
      "/apis/networking.k8s.io/v1/ingresses": {
        items: [ingress("nginx", "10.0.0.1"), ingress("traefik", "10.0.0.2")],
      },
      [`${classes}/nginx`]: { spec: { controller: "k8s.io/ingress-nginx" } },
      [`${classes}/traefik`]: { spec: { controller: "traefik.io/ingress-controller" } },
      "/api/v1/namespaces/shop/pods": { items: [] },
    });
    kubeConfig = kubeConfigOf(server);
  });
  after(() => {
    server.close();
  });

  async function judged(args: { controller?: string; address?: string }): Promise<unknown> {
    const { controller, address = "10.0.0.9" } = args;
    const { expectation, cluster } = await urlTarget({
      ...{ url, inCluster: { kubeConfig, service } },
      ...{ resolve: [{ host: url.hostname, port: 80, address }] },
      ...(controller !== undefined && { controller }),
    });
    return [expectation.dialect?.id, cluster?.objects.exposures.map(({ name }) => name)];
  }

  it("is the Ingress of the controller that is named", async () => {
    assert.deepEqual(await judged({ controller: "traefik" }), ["traefik", ["traefik"]]);
    assert.deepEqual(await judged({ controller: "ingress-nginx" }), ["ingress-nginx", ["nginx"]]);
  });

  it("is the Ingress that has the address where requests go", async () => {
    assert.deepEqual(await judged({ address: "10.0.0.1" }), ["ingress-nginx", ["nginx"]]);
    assert.deepEqual(await judged({ address: "10.0.0.2" }), ["traefik", ["traefik"]]);
  });

  it("is asked for where no address tells", async () => {
    await assert.rejects(judged({}), /--controller ingress-nginx or traefik/);
  });
});
