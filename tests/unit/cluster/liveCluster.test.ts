import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { liveCluster } from "../../../components/cluster/liveCluster";

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
  let server: Server;
  let folder: string;
  let kubeconfig: string;
  const seen: (string | undefined)[] = [];

  before(async () => {
    server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      const answer = answers[request.url ?? ""];
      const status = request.url === "/apis/closed.example.com/v1" ? 403 : answer ? 200 : 404;
      response.writeHead(status).end(JSON.stringify(answer ?? {}));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Without it plain http is not taken.
    const insecure = { "insecure-skip-tls-verify": true };
    kubeconfig = stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        { name: "here", cluster: { server: url, ...insecure } },
        { name: "nowhere", cluster: { server: "http://127.0.0.1:1", ...insecure } },
      ],
      users: [{ name: "someone", user: { token: "t0ken" } }],
      contexts: [
        { name: "here", context: { cluster: "here", user: "someone" } },
        { name: "nowhere", context: { cluster: "nowhere", user: "someone" } },
      ],
      "current-context": "nowhere",
    });
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
    assert.equal(seen.at(-1), "Bearer t0ken");
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
