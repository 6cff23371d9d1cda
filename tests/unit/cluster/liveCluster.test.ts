import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { liveCluster } from "../../../components/cluster/liveCluster";
import { type FakeApiServer, fakeApiServer } from "../support/fakeApiServer";

/** What the API server says, by path. */
const answers: Readonly<Record<string, object>> = {
  "/apis/networking.k8s.io/v1/ingressclasses": {
    items: [
      { metadata: { name: "traefik" }, spec: { controller: "traefik.io/ingress-controller" } },
      { metadata: { name: "empty" } },
    ],
  },
  "/apis/projectcontour.io/v1": { resources: [{ kind: "HTTPProxy" }] },
  "/openapi/v3/apis/projectcontour.io/v1": {
    components: {
      schemas: {
        "io.projectcontour.v1.HTTPProxy": {
          "x-kubernetes-group-version-kind": [
            { group: "projectcontour.io", version: "v1", kind: "HTTPProxy" },
          ],
          properties: {
            spec: {
              properties: { routes: { items: { properties: { loadBalancerPolicy: {} } } } },
            },
          },
        },
      },
    },
  },
};

describe("liveCluster", () => {
  let server: FakeApiServer;
  let folder: string;
  let kubeconfig: string;

  before(async () => {
    server = await fakeApiServer({ ...answers, "/apis/closed.example.com/v1": "forbidden" });
    ({ kubeconfig } = server);
    folder = await mkdtemp(join(tmpdir(), "sticky-session-"));
    await writeFile(join(folder, "config"), kubeconfig);
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it("reads the classes, as the user of the context", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    assert.deepEqual(await cluster.ingressClasses(), [
      { name: "traefik", controller: "traefik.io/ingress-controller" },
      { name: "empty", controller: "" },
    ]);
    assert.equal(server.authorizations.at(-1), "Bearer t0ken");
  });

  it("takes a kubeconfig by its path, and another cluster for a context", async () => {
    const cluster = await liveCluster({ kubeconfig: join(folder, "config"), cluster: "here" });
    assert.equal((await cluster.ingressClasses()).length, 2);
  });

  it("knows the kinds of an API version, and that there are none of one it has not", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    assert.deepEqual(await cluster.kinds("projectcontour.io/v1"), ["HTTPProxy"]);
    assert.deepEqual(await cluster.kinds("absent.example.com/v1"), []);
  });

  it("knows the fields of a kind", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    const has = (kind: string, field: string) =>
      cluster.hasField("projectcontour.io/v1", kind, field);
    assert.equal(await has("HTTPProxy", "spec.routes.loadBalancerPolicy"), true);
    assert.equal(await has("HTTPProxy", "spec.routes.absent"), false);
    assert.equal(await has("TLSDelegation", "spec.routes"), false);
    assert.equal(await cluster.hasField("absent.example.com/v1", "Absent", "spec"), false);
  });

  it("fails where it is not allowed to ask", async () => {
    const cluster = await liveCluster({ kubeconfig, context: "here" });
    await assert.rejects(cluster.kinds("closed.example.com/v1"), /answers 403 to GET/);
  });

  it("fails where nothing answers", async () => {
    const cluster = await liveCluster({ kubeconfig });
    await assert.rejects(cluster.ingressClasses(), /ECONNREFUSED/);
  });

  it("fails where the kubeconfig has no such context", async () => {
    await assert.rejects(
      liveCluster({ kubeconfig, context: "absent" }),
      /no cluster for the context absent/,
    );
  });
});
