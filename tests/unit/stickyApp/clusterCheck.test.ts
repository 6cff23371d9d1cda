import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../components/config/readSettings";
import { createApp } from "../../../components/createApp";
import { type Attempt, attempt, messageOf } from "../support/attempt";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";

const settings = {
  name: "hello",
  platform: "kubernetes",
  controller: "traefik",
  image: "app:1",
  host: "hello.example.com",
};

describe("StickyApp, before anything is made", () => {
  let server: FakeApiServer;
  before(async () => {
    const classes = ingressClassList({ nginx: "k8s.io/ingress-nginx" });
    server = await fakeApiServer({ "/apis/networking.k8s.io/v1/ingressclasses": classes });
  });
  after(() => {
    server.close();
  });

  /** Runs the program of the stack's configuration; the types that it registered, and how it failed. */
  async function deploy(config: Readonly<Record<string, string>>, own = false): Promise<Attempt> {
    return attempt(() => {
      const all = Object.entries({ ...settings, ...config });
      pulumi.runtime.setAllConfig({
        ...Object.fromEntries(all.map(([key, value]) => [`sticky-session:${key}`, value])),
        "kubernetes:kubeconfig": server.kubeconfig,
        "kubernetes:context": "here",
      });
      const read = readSettings();
      return createApp(own ? { ...read, options: {} } : read);
    });
  }

  it("asks the cluster, registers nothing and fails once, by key and with the command", async () => {
    const tried = await deploy({});
    assert.deepEqual(tried.registered, []);
    assert.equal(
      messageOf(tried),
      `The configuration of stack test has 1 problem; nothing was changed.

sticky-session:controller
  got:      "traefik"
  problem:  the cluster has no IngressClass traefik; it has nginx (k8s.io/ingress-nginx)
  allowed:  ingress-nginx, traefik-ingress-nginx
  fix:      pulumi config set controller ingress-nginx --stack test`,
    );
  });

  it("tells by property in a program of its own", async () => {
    assert.match(
      messageOf(await deploy({}, true)),
      /^StickyApp "hello" has 1 problem; nothing was changed\.\n\ncontroller\n/,
    );
  });

  it("gives the command of the cluster's side where no other value fixes it", async () => {
    const tried = await deploy({ controller: "contour" });
    assert.deepEqual(tried.registered, []);
    assert.match(
      messageOf(tried),
      /fix: {6}kubectl apply -f https:\/\/projectcontour\.io\/quickstart\/contour\.yaml$/,
    );
  });

  it("makes everything where the cluster has the controller", async () => {
    const { registered, failures } = await deploy({ controller: "ingress-nginx" });
    assert.equal(failures.size, 0);
    assert.equal(registered.length, 7);
  });

  it("asks nobody where it is told so", async () => {
    const before = server.authorizations.length;
    const { registered, failures } = await deploy({ checkCluster: "false", watchPods: "false" });
    assert.equal(failures.size, 0);
    assert.equal(registered.length, 7);
    assert.equal(server.authorizations.length, before);
  });
});
