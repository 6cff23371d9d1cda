import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../components/config/readSettings";
import { checkSettings } from "../../../components/config/checkSettings";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";
import { run } from "../support/mocks";

const settings = {
  name: "hello",
  platform: "kubernetes",
  controller: "traefik",
  image: "app:1",
  port: "8080",
  replicas: "3",
  host: "hello.example.com",
};

describe("checkSettings", () => {
  let server: FakeApiServer;
  before(async () => {
    const classes = ingressClassList({ nginx: "k8s.io/ingress-nginx" });
    server = await fakeApiServer({ "/apis/networking.k8s.io/v1/ingressclasses": classes });
  });
  after(() => {
    server.close();
  });

  /** Checks a stack's configuration against the cluster of a context. */
  async function check(
    config: Readonly<Record<string, string>> = {},
    provider: Readonly<Record<string, string>> = { context: "here" },
  ): Promise<void> {
    const { result } = await run(() => {
      const own = Object.entries({ ...settings, ...config });
      const kubernetes = Object.entries({ kubeconfig: server.kubeconfig, ...provider });
      pulumi.runtime.setAllConfig(
        Object.fromEntries([
          ...own.map(([key, value]) => [`sticky-session:${key}`, value] as const),
          ...kubernetes.map(([key, value]) => [`kubernetes:${key}`, value] as const),
        ]),
      );
      return checkSettings(readSettings());
    });
    await result;
  }

  it("names the key and the command, in an error without a stack trace", async () => {
    await assert.rejects(check(), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(
        error.message,
        `The configuration of stack test has 1 problem; nothing was changed.

sticky-session:controller
  got:      "traefik"
  problem:  the cluster has no IngressClass traefik; it has nginx (k8s.io/ingress-nginx)
  allowed:  ingress-nginx, traefik-ingress-nginx
  fix:      pulumi config set controller ingress-nginx --stack test`,
      );
      return true;
    });
  });

  it("gives the command of the cluster's side where no other value mends it", async () => {
    await assert.rejects(
      check({ controller: "contour" }),
      /fix: {6}kubectl apply -f https:\/\/projectcontour\.io\/quickstart\/contour\.yaml$/,
    );
  });

  it("lets what the cluster has pass", () => check({ controller: "ingress-nginx" }));

  it("asks nobody where it is told so", () => check({ checkCluster: "false" }));

  it("asks nobody where manifests are written to a folder", () =>
    check({}, { context: "here", renderYamlToDirectory: "manifests" }));

  it("stops nothing where the cluster cannot be reached", () => check({}, { context: "nowhere" }));

  it("stops nothing where the kubeconfig has no such context", () =>
    check({}, { context: "absent" }));
});
