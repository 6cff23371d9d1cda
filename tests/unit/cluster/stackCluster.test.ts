import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../../components/affinity/problem";
import { readSettings } from "../../../components/config/readSettings";
import { clusterChecked } from "../../../components/cluster/clusterChecked";
import { reportProblems } from "../../../components/resolve/report";
import { resolve } from "../../../components/resolve/resolve";
import { StickyApp } from "../../../components/stickyApp";
import { type FakeApiServer, fakeApiServer, ingressClassList } from "../support/fakeApiServer";
import { type Registered, run } from "../support/mocks";

const settings = {
  name: "hello",
  platform: "kubernetes",
  controller: "traefik",
  image: "app:1",
  port: "8080",
  replicas: "3",
  host: "hello.example.com",
};

describe("the check of the cluster, for a stack", () => {
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
    program: () => unknown = checkAlone,
  ): Promise<Registered[]> {
    const { result, registered } = await run(() => {
      const own = Object.entries({ ...settings, ...config });
      const kubernetes = Object.entries({ kubeconfig: server.kubeconfig, ...provider });
      pulumi.runtime.setAllConfig(
        Object.fromEntries([
          ...own.map(([key, value]) => [`sticky-session:${key}`, value] as const),
          ...kubernetes.map(([key, value]) => [`kubernetes:${key}`, value] as const),
        ]),
      );
      return program();
    });
    await result;
    return registered;
  }

  /** The check alone, of what the configuration says. */
  async function checkAlone(): Promise<void> {
    const { name, args, options } = readSettings();
    const resolved = resolve(name, args, options);
    assert.ok("plan" in resolved && options.source);
    const { source } = options;
    const report = (problems: readonly Problem[]) => reportProblems(problems, source);
    await clusterChecked(resolved.plan, { report });
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

  it("holds up each child of the component", async () => {
    const waits: unknown[] = [];
    const note: pulumi.ResourceTransformation = ({ type, opts }) => {
      if (type.startsWith("kubernetes:")) {
        waits.push(opts.dependsOn);
      }
      return undefined;
    };
    await check({ controller: "ingress-nginx" }, undefined, () => {
      const { name, args, options } = readSettings();
      new StickyApp(name, args, { ...options, transformations: [note] });
    });
    assert.equal(waits.length, 6);
    assert.ok(waits.every((wait) => wait !== undefined));
  });

  it("asks nobody where manifests are written to a folder", () =>
    check({}, { context: "here", renderYamlToDirectory: "manifests" }));

  it("stops nothing where the cluster cannot be reached", () => check({}, { context: "nowhere" }));

  it("stops nothing where the kubeconfig has no such context", () =>
    check({}, { context: "absent" }));
});
