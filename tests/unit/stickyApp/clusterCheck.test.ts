import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../components/config/readSettings";
import { createApp } from "../../../components/createApp";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";
import { run } from "../support/mocks";

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
  async function deploy(
    config: Readonly<Record<string, string>>,
    own = false,
  ): Promise<{ registered: string[]; failures: Set<unknown> }> {
    const failures = new Set<unknown>();
    const registered: string[] = [];
    // Mocks never disconnect from a program whose resources failed to be registered.
    let failed: () => void = () => undefined;
    const failure = new Promise<void>((resolve) => (failed = resolve));
    const fail = (error: unknown) => {
      failures.add(error);
      failed();
    };
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", fail);
    try {
      const program = () => {
        const all = Object.entries({ ...settings, ...config });
        pulumi.runtime.setAllConfig({
          ...Object.fromEntries(all.map(([key, value]) => [`sticky-session:${key}`, value])),
          "kubernetes:kubeconfig": server.kubeconfig,
          "kubernetes:context": "here",
        });
        const read = readSettings();
        return createApp(own ? { ...read, options: {} } : read);
      };
      const serve = (type: string, inputs: Record<string, unknown>) => {
        registered.push(type);
        return inputs;
      };
      await Promise.race([run(program, { serve }), failure]);
      await new Promise((resolve) => setImmediate(resolve));
      return { registered, failures };
    } finally {
      process.removeAllListeners("unhandledRejection");
      others.forEach((listener) => process.on("unhandledRejection", listener));
    }
  }

  function messageOf(failures: Set<unknown>): string {
    const [failure, ...others] = failures;
    assert.deepEqual(others, [], "told more than once");
    assert.ok(pulumi.RunError.isInstance(failure), "shown with a stack trace");
    return failure.message;
  }

  it("asks the cluster, registers nothing and fails once, by key and with the command", async () => {
    const { registered, failures } = await deploy({});
    assert.deepEqual(registered, []);
    assert.equal(
      messageOf(failures),
      `The configuration of stack test has 1 problem; nothing was changed.

sticky-session:controller
  got:      "traefik"
  problem:  the cluster has no IngressClass traefik; it has nginx (k8s.io/ingress-nginx)
  allowed:  ingress-nginx, traefik-ingress-nginx
  fix:      pulumi config set controller ingress-nginx --stack test`,
    );
  });

  it("tells by property in a program of its own", async () => {
    const { failures } = await deploy({}, true);
    assert.match(
      messageOf(failures),
      /^StickyApp "hello" has 1 problem; nothing was changed\.\n\ncontroller\n/,
    );
  });

  it("gives the command of the cluster's side where no other value fixes it", async () => {
    const { registered, failures } = await deploy({ controller: "contour" });
    assert.deepEqual(registered, []);
    assert.match(
      messageOf(failures),
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
    const { registered, failures } = await deploy({ checkCluster: "false" });
    assert.equal(failures.size, 0);
    assert.equal(registered.length, 7);
    assert.equal(server.authorizations.length, before);
  });
});
