import assert from "node:assert/strict";
import { labels } from "../support/expected";
import { type FakeApiServer, fakeApiServer } from "../support/fakeApiServer";
import { application, expose, inputsOf, namesOf, service } from "./cluster";

const existing = { namespace: "store", name: "web" };
const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

describe("StickyExposure", () => {
  let server: FakeApiServer;
  let unnamed: FakeApiServer;
  before(async () => {
    server = await fakeApiServer(application());
    unnamed = await fakeApiServer(application({ found: service({ ports: [{ port: 8000 }] }) }));
  });
  after(() => {
    server.close();
    unnamed.close();
  });

  it("makes an Ingress and a Service of its own where the affinity is on the Service, and nothing else", async () => {
    const { registered, failures } = await expose(server, { service: existing });
    assert.deepEqual([...failures], []);
    assert.deepEqual(namesOf(registered), [
      "Service shop-sticky",
      "Ingress shop",
      "StickyExposure shop",
    ]);
    assert.deepEqual(inputsOf(registered, "Service"), {
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        name: "shop-sticky",
        namespace: "store",
        labels: labels("shop"),
        annotations: {
          "pulumi.com/skipAwait": "true",
          [sticky]: "true",
          [`${sticky}.name`]: "shop",
          [`${sticky}.path`]: "/",
          [`${sticky}.secure`]: "false",
          [`${sticky}.httponly`]: "true",
        },
      },
      spec: {
        type: "ClusterIP",
        selector: { app: "web" },
        ports: [{ name: "web", port: 8000, targetPort: "serve", protocol: "TCP" }],
      },
    });
    assert.deepEqual(inputsOf(registered, "Ingress"), {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "shop", namespace: "store", labels: labels("shop") },
      spec: {
        ingressClassName: "traefik",
        rules: [
          {
            host: "shop.example.com",
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "shop-sticky", port: { number: 8000 } } },
                },
              ],
            },
          },
        ],
      },
    });
  });

  it("has resources of its own name for objects of another", async () => {
    const { registered } = await expose(server, { service: existing }, { objectName: "web" });
    assert.deepEqual(namesOf(registered), [
      "Service shop-sticky",
      "Ingress shop",
      "StickyExposure shop",
    ]);
    const { metadata } = inputsOf(registered, "Service") as { metadata: { name: string } };
    assert.equal(metadata.name, "web-sticky");
  });

  it("has annotations and labels of the user's on what it makes, and several hosts", async () => {
    const own = { "example.com/team": "shop" };
    const { registered, failures } = await expose(server, {
      service: existing,
      hosts: ["example.com"],
      annotations: { service: own, ingress: own },
      labels: { team: "shop" },
    });
    assert.deepEqual([...failures], []);
    for (const kind of ["Service", "Ingress"]) {
      const { metadata } = inputsOf(registered, kind) as {
        metadata: { annotations: Record<string, string>; labels: Record<string, string> };
      };
      assert.equal(metadata.annotations["example.com/team"], "shop", kind);
      assert.deepEqual(metadata.labels, { ...labels("shop"), team: "shop" }, kind);
    }
    const { spec } = inputsOf(registered, "Ingress") as { spec: { rules: { host: string }[] } };
    assert.deepEqual(
      spec.rules.map(({ host }) => host),
      ["shop.example.com", "example.com"],
    );
  });

  /** The name and the port of the Service that an Ingress leads to. */
  const backendOf = (ingress: Record<string, unknown>) =>
    (
      ingress.spec as {
        rules: { http: { paths: { backend: { service: unknown } }[] } }[];
      }
    ).rules[0]?.http.paths[0]?.backend.service;

  it("leads to the Service itself where the affinity is on the Ingress", async () => {
    const args = { controller: "haproxy-ingress", service: existing };
    const { registered } = await expose(server, args);
    assert.deepEqual(namesOf(registered), ["Ingress shop", "StickyExposure shop"]);
    assert.deepEqual(backendOf(inputsOf(registered, "Ingress")), {
      name: "web",
      port: { number: 8000 },
    });
  });

  it("leads to the Service itself where there is no affinity", async () => {
    const { registered } = await expose(server, {
      service: existing,
      affinity: { type: "none" },
    });
    assert.deepEqual(namesOf(registered), ["Ingress shop", "StickyExposure shop"]);
  });

  it("has further annotations on the Service that it makes", async () => {
    const annotations = { service: { "example.com/team": "shop" } };
    const { registered } = await expose(server, { service: existing, annotations });
    const { metadata } = inputsOf(registered, "Service") as {
      metadata: { annotations: Record<string, string> };
    };
    assert.equal(metadata.annotations["example.com/team"], "shop");
    assert.equal(metadata.annotations[sticky], "true");
  });

  it("is exposed under each of its hosts", async () => {
    const hosts = ["www.shop.example.com"];
    const { registered } = await expose(server, { service: existing, hosts });
    const { spec } = inputsOf(registered, "Ingress") as { spec: { rules: { host: string }[] } };
    assert.deepEqual(
      spec.rules.map(({ host }) => host),
      ["shop.example.com", "www.shop.example.com"],
    );
  });

  it("keeps what a controller reads from the port of a Service", async () => {
    const ports = [
      { name: "admin", port: 9 },
      { name: "h2", port: 443, targetPort: 8443, appProtocol: "https" },
    ];
    const several = await fakeApiServer(application({ found: service({ ports }) }));
    for (const port of ["h2", "443"]) {
      const { registered } = await expose(several, { service: { ...existing, port } });
      const { spec } = inputsOf(registered, "Service") as { spec: { ports: unknown } };
      assert.deepEqual(spec.ports, [
        { name: "h2", port: 443, targetPort: 8443, protocol: "TCP", appProtocol: "https" },
      ]);
    }
    several.close();
  });

  it("gives pods that no Service is named for one of their own", async () => {
    const { registered } = await expose(server, {
      ...{ controller: "haproxy-ingress", namespace: "store" },
      ...{ selector: { app: "web" }, port: 9000 },
    });
    assert.deepEqual(namesOf(registered), [
      "Service shop-sticky",
      "Ingress shop",
      "StickyExposure shop",
    ]);
    const { spec } = inputsOf(registered, "Service");
    assert.deepEqual(spec, {
      type: "ClusterIP",
      selector: { app: "web" },
      ports: [{ name: "http", port: 80, targetPort: 9000, protocol: "TCP" }],
    });
    assert.deepEqual(backendOf(inputsOf(registered, "Ingress")), {
      name: "shop-sticky",
      port: { name: "http" },
    });
  });

  it("makes a Route to the Service, by the name of its port where it has one", async () => {
    for (const [api, port] of [
      [server, { targetPort: "web" }],
      [unnamed, undefined],
    ] as const) {
      const args = { platform: "openshift", controller: undefined, service: existing } as const;
      const { registered } = await expose(api, args);
      assert.deepEqual(namesOf(registered), ["Route shop", "StickyExposure shop"]);
      const { spec } = inputsOf(registered, "Route") as { spec: Record<string, unknown> };
      assert.deepEqual(spec.to, { kind: "Service", name: "web", weight: 100 });
      assert.deepEqual(spec.port, port);
    }
  });

  it("names the Service and the number of its port in objects of the controller's own", async () => {
    const args = { controller: "contour", service: existing };
    const { registered } = await expose(server, args);
    assert.deepEqual(namesOf(registered), ["HTTPProxy shop", "StickyExposure shop"]);
    const { spec } = inputsOf(registered, "HTTPProxy") as {
      spec: { routes: { services: unknown }[] };
    };
    assert.deepEqual(spec.routes[0]?.services, [{ name: "web", port: 8000 }]);
  });

  it("binds no rule of Istio's to a Service that others use too", async () => {
    const { registered } = await expose(server, { controller: "istio", service: existing });
    assert.deepEqual(namesOf(registered), [
      "Service shop-sticky",
      "DestinationRule shop",
      "Gateway shop",
      "VirtualService shop",
      "StickyExposure shop",
    ]);
    const { spec } = inputsOf(registered, "DestinationRule") as { spec: { host: unknown } };
    assert.equal(spec.host, "shop-sticky");
    const service = inputsOf(registered, "VirtualService") as {
      spec: { http: { route: unknown }[] };
    };
    assert.deepEqual(service.spec.http[0]?.route, [
      { destination: { host: "shop-sticky", port: { number: 8000 } } },
    ]);
  });

  it("needs no answer of the cluster where nothing depends on it", async () => {
    const args = { controller: "haproxy-ingress", service: { ...existing, port: "8000" } };
    const { registered } = await expose(server, args, { checkCluster: false });
    assert.deepEqual(backendOf(inputsOf(registered, "Ingress")), {
      name: "web",
      port: { number: 8000 },
    });
  });

  it("gives each child to its transform before it is made", async () => {
    const annotate = <Args extends { metadata?: unknown }>(args: Args): Args => ({
      ...args,
      metadata: { ...(args.metadata as object), labels: { touched: "yes" } },
    });
    const transform = { service: annotate, ingress: annotate };
    const { registered } = await expose(server, { service: existing }, { transform });
    for (const kind of ["Service", "Ingress"]) {
      const { metadata } = inputsOf(registered, kind) as { metadata: { labels: unknown } };
      assert.deepEqual(metadata.labels, { touched: "yes" });
    }
  });
});
