import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { defaultCluster } from "../../../components/cluster/defaultCluster";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";

describe("defaultCluster", () => {
  let server: FakeApiServer;

  beforeEach(async () => {
    server = await fakeApiServer({
      "/apis/networking.k8s.io/v1/ingressclasses": ingressClassList({ traefik: "traefik.io" }),
      "/apis/a.example.com/v1": { resources: [{ kind: "A" }] },
      "/apis/b.example.com/v1": { resources: [{ kind: "B" }] },
    });
    configure({ kubeconfig: server.kubeconfig, context: "here" });
  });
  afterEach(() => {
    server.close();
    pulumi.runtime.setAllConfig({});
  });

  function configure(settings: Readonly<Record<string, string>>): void {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [`kubernetes:${key}`, value]),
      ),
    );
  }

  it("is one cluster for all applications of a program, asked once what does not depend on them", async () => {
    const clusters = await Promise.all([defaultCluster(), defaultCluster()]);
    assert.equal(clusters[0], clusters[1]);
    await Promise.all(clusters.map((cluster) => cluster.ingressClasses()));
    const kinds = await Promise.all(
      ["a", "b", "a"].map((group) => clusters[0].kinds(`${group}.example.com/v1`)),
    );
    assert.deepEqual(kinds, [["A"], ["B"], ["A"]]);
    assert.equal(server.authorizations.length, 3);
  });

  it("is another one where the configuration names another", async () => {
    const here = await defaultCluster();
    configure({ kubeconfig: server.kubeconfig, context: "nowhere" });
    const nowhere = await defaultCluster();
    assert.equal((await here.ingressClasses()).length, 1);
    await assert.rejects(nowhere.ingressClasses(), /ECONNREFUSED/);
  });

  it("asks for what depends on an application each time", async () => {
    const cluster = await defaultCluster();
    await cluster.service("shop", "a");
    await cluster.service("shop", "a");
    assert.equal(server.authorizations.length, 2);
  });
});
