import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { clusterChecked, type ClusterCheck } from "../../../components/cluster/clusterChecked";
import type { Plan } from "../../../components/resolve/plan";
import { resolve } from "../../../components/resolve/resolve";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";
import { run } from "../support/mocks";
import { noApplication } from "../support/noApplication";

function planOf(controller: string): Plan {
  const planned = resolve("hello", {
    platform: "kubernetes",
    controller,
    image: "app:1",
    host: "hello.example.com",
  });
  assert.ok("plan" in planned, JSON.stringify(planned));
  return planned.plan;
}

describe("clusterChecked", () => {
  let server: FakeApiServer;
  before(async () => {
    const classes = ingressClassList({ nginx: "k8s.io/ingress-nginx" });
    server = await fakeApiServer({ "/apis/networking.k8s.io/v1/ingressclasses": classes });
  });
  after(() => {
    server.close();
  });

  /** Asks the cluster of the default provider's configuration; the requests that it got. */
  async function check(
    controller: string,
    config: Readonly<Record<string, string>>,
    optsOf: () => Partial<ClusterCheck> = () => ({}),
  ): Promise<number> {
    const before = server.authorizations.length;
    const { result } = await run(() => {
      pulumi.runtime.setAllConfig(
        Object.fromEntries(
          Object.entries(config).map(([key, value]) => [`kubernetes:${key}`, value] as const),
        ),
      );
      return clusterChecked(planOf(controller), {
        report: (problems) => `told: ${problems.map(({ setting }) => setting).join()}`,
        ...optsOf(),
      });
    });
    await result;
    return server.authorizations.length - before;
  }

  const here = () => ({ kubeconfig: server.kubeconfig, context: "here" });

  it("fails with the message of its caller, without a stack trace", async () => {
    await assert.rejects(check("traefik", here()), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(error.message, "told: controller");
      assert.equal(error.stack, error.message);
      return true;
    });
  });

  it("lets what the cluster has pass", async () => {
    assert.equal(await check("ingress-nginx", here()), 1);
  });

  it("asks nobody under mocks that name no kubeconfig", async () => {
    assert.equal(await check("traefik", {}), 0);
  });

  it("asks the cluster that it is given, under mocks too", async () => {
    const cluster = () =>
      Promise.resolve({
        ...noApplication,
        ingressClasses: () => Promise.resolve([]),
        kinds: () => Promise.resolve([]),
        hasField: () => Promise.resolve(false),
      });
    await assert.rejects(
      check("traefik", {}, () => ({ cluster })),
      /^Error: told: controller$/,
    );
  });

  it("asks nobody where manifests are written to a folder", async () => {
    assert.equal(await check("traefik", { ...here(), renderYamlToDirectory: "manifests" }), 0);
  });

  it("asks nobody where the application has a provider of its own, by itself or by its parent", async () => {
    const provider = () => new k8s.Provider("elsewhere", { context: "elsewhere" });
    const ways: (() => pulumi.ComponentResourceOptions)[] = [
      () => ({ provider: provider() }),
      () => ({ providers: [provider()] }),
      () => ({ providers: { kubernetes: provider() } }),
      () => ({
        parent: new pulumi.ComponentResource("a:b:C", "c", {}, { providers: [provider()] }),
      }),
    ];
    for (const opts of ways) {
      assert.equal(await check("traefik", here(), () => ({ opts: opts() })), 0);
    }
  });

  it("asks where a provider is not Kubernetes'", async () => {
    class Other extends pulumi.ProviderResource {
      constructor() {
        super("other", "other", {});
      }
    }
    const opts = () => ({ opts: { providers: [new Other()] } });
    assert.equal(await check("ingress-nginx", here(), opts), 1);
  });

  it("stops nothing where the cluster cannot be reached, or the kubeconfig has no such context", async () => {
    await check("traefik", { ...here(), context: "nowhere" });
    await check("traefik", { ...here(), context: "absent" });
  });
});
