import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { StickyApp } from "../../../components/stickyApp";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { selector } from "../support/expected";
import { run, valueOf } from "../support/mocks";
import { inputsOf, onKubernetes, onOpenshift } from "./children";

describe("StickyApp", () => {
  it("leaves the pod template alone when anything but the pods changes", async () => {
    const variants: StickyAppArgs[] = [
      onKubernetes,
      { ...onKubernetes, replicas: 5 },
      { ...onKubernetes, host: "other.example.com", path: "/app" },
      { ...onKubernetes, affinity: { cookie: { name: "other", maxAgeSeconds: 60 } } },
    ];
    const templates: unknown[] = [];
    for (const args of variants) {
      const { registered } = await run(() => new StickyApp("hello", args));
      const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
        spec: { template: unknown };
      };
      templates.push(spec.template);
    }
    for (const template of templates) {
      assert.deepEqual(template, templates[0]);
    }
  });

  it("leaves its description in the state, which verify reads", async () => {
    const { result } = await run(async () => {
      const app = new StickyApp("hello", onKubernetes);
      return valueOf(app.urn);
    });
    const monitor = pulumi.runtime.getMonitor() as unknown as MockMonitor;
    const state = monitor.resources.get(await result)?.state as { toJavaScript: () => object };
    const { url, host, cookieName, controller, exposure, affinity } =
      state.toJavaScript() as Record<string, unknown>;
    assert.deepEqual(
      { url, host, cookieName, controller },
      {
        url: "http://hello.example.com/",
        host: "hello.example.com",
        cookieName: "hello",
        controller: "traefik",
      },
    );
    assert.deepEqual(exposure, { host: "hello.example.com", path: "/", tls: "none" });
    assert.deepEqual(affinity, {
      cookie: { name: "hello", path: "/", secure: false, httpOnly: true },
    });
  });

  it("keeps two applications in one namespace apart", async () => {
    const { registered } = await run(() => {
      new StickyApp("one", onKubernetes);
      new StickyApp("two", onKubernetes);
    });
    for (const name of ["one", "two"]) {
      const { spec } = inputsOf(registered, "kubernetes:core/v1:Service", name) as {
        spec: { selector: unknown };
      };
      assert.deepEqual(spec.selector, selector(name));
    }
  });

  it("refuses a cookie name that another application has on the host", async () => {
    const shared = { ...onKubernetes, affinity: { cookie: { name: "session" } } };
    const { registered } = await run(() => {
      new StickyApp("one", { ...shared, path: "/one" });
      new StickyApp("elsewhere", { ...shared, host: "other.example.com" });
      new StickyApp("apart", { ...onKubernetes, path: "/apart" });
      assert.throws(
        () => new StickyApp("two", { ...shared, path: "/two" }),
        /affinity\.cookie\.name\n.*"session"\n {2}problem: {2}the application one has the same cookie name/,
      );
    });
    const apps = registered.filter(({ type }) => type === "sticky:index:StickyApp");
    assert.deepEqual(
      apps.map(({ name }) => name),
      ["apart", "elsewhere", "one"],
    );
  });

  it("takes one cookie name on the same host of two clusters, and in two namespaces under two hosts", async () => {
    const { registered } = await run(() => {
      const [east, west] = [new k8s.Provider("east"), new k8s.Provider("west")];
      const shared = { ...onKubernetes, affinity: { cookie: { name: "session" } } };
      new StickyApp("east", shared, { provider: east });
      new StickyApp("west", shared, { providers: { kubernetes: west } });
      assert.throws(
        () => new StickyApp("again", shared, { provider: east }),
        /the application east/,
      );
      for (const namespace of ["dev", "prod"]) {
        new StickyApp(namespace, { ...shared, namespace, host: `${namespace}.example.com` });
      }
    });
    assert.equal(registered.filter(({ type }) => type === "sticky:index:StickyApp").length, 4);
  });

  it("makes the same application in two namespaces, under names of Pulumi's own", async () => {
    const { registered } = await run(() => {
      const all = { ...onKubernetes, replicas: 2, networkPolicy: true, proxyNamespace: "traefik" };
      const sessionStore = { type: "valkey", password: "correct horse battery" } as const;
      new StickyApp("twice", { ...all, sessionStore, namespace: "dev", host: "dev.example.com" });
      const prod = { ...all, sessionStore, namespace: "prod", host: "prod.example.com" };
      assert.throws(
        () => new StickyApp("twice", prod),
        /\nname\n {2}got: {6}"twice"\n {2}problem: {2}the program has another component of this name.*\n.*\n {2}fix: {6}new StickyApp\(\.\.\., args, \{ objectName: "twice" \}\)/,
      );
      new StickyApp("twice-prod", prod, { objectName: "twice" });
    });
    const named = (namespace: string) =>
      registered
        .filter(
          ({ inputs }) =>
            (inputs.metadata as { namespace?: string } | undefined)?.namespace === namespace,
        )
        .map(({ type, name, inputs }) => ({
          ...{ type, name },
          object: (inputs.metadata as { name: string }).name,
        }));
    const [dev, prod] = [named("dev"), named("prod")];
    assert.ok(dev.length > 8);
    assert.deepEqual(
      prod.map(({ name }) => name),
      dev.map(({ name }) => name.replace(/^twice/, "twice-prod")),
    );
    assert.deepEqual(
      prod.map(({ object }) => object),
      dev.map(({ object }) => object),
    );
    assert.deepEqual(
      dev.map(({ object }) => object),
      dev.map(({ name }) => name),
    );
  });

  it("takes one cookie name for two paths that no request shares", async () => {
    const { registered } = await run(() => {
      for (const name of ["one", "two"]) {
        const path = `/${name}`;
        const cookie = { name: "session", path };
        new StickyApp(name, { ...onKubernetes, path, affinity: { cookie } });
      }
    });
    assert.equal(registered.filter(({ type }) => type === "sticky:index:StickyApp").length, 2);
  });

  it("gives each child to its transform before it is made", async () => {
    const annotate = <Args extends { metadata?: unknown }>(args: Args): Args => ({
      ...args,
      metadata: {
        ...(args.metadata as object),
        annotations: {
          ...(args.metadata as { annotations?: object }).annotations,
          touched: "yes",
        },
      },
    });
    const { registered } = await run(() => {
      const transform = {
        serviceAccount: annotate,
        headlessService: annotate,
        service: annotate,
        statefulSet: annotate,
        disruptionBudget: annotate,
        autoscaler: annotate,
        networkPolicy: annotate,
        ingress: annotate,
        route: annotate,
        customResource: annotate,
        pod: <Spec extends object>(spec: Spec): Spec => ({ ...spec, priorityClassName: "high" }),
      };
      const all = { autoscaling: { maxReplicas: 9 }, networkPolicy: true };
      new StickyApp("one", { ...onKubernetes, ...all, proxyNamespace: "traefik" }, { transform });
      new StickyApp("two", { ...onOpenshift, ...all }, { transform });
      new StickyApp("three", { ...onKubernetes, controller: "contour" }, { transform });
    });
    const children = registered.filter(({ type }) => type !== "sticky:index:StickyApp");
    assert.equal(children.length, 22);
    for (const { type, inputs } of children) {
      const { annotations } = inputs.metadata as { annotations: { touched: unknown } };
      assert.equal(annotations.touched, "yes", type);
    }
    const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet", "one") as {
      spec: { template: { spec: { priorityClassName: string } } };
    };
    assert.equal(spec.template.spec.priorityClassName, "high");
  });

  it("hands its provider on to the children", async () => {
    let provider: k8s.Provider | undefined;
    const { result: app } = await run(() => {
      provider = new k8s.Provider("elsewhere", { context: "elsewhere" });
      return new StickyApp("hello", onKubernetes, { provider });
    });
    assert.equal(app.statefulSet.getProvider("kubernetes:apps/v1:StatefulSet"), provider);
  });

  it("can be previewed, with a host that only the router will know", async () => {
    const { registered } = await run(() => new StickyApp("hello", onOpenshift), { preview: true });
    assert.equal(registered.length, 7);
  });

  it("refuses what is wrong before anything is made, all at once and by property", async () => {
    const { registered } = await run(() => {
      assert.throws(
        () =>
          new StickyApp("Hello", {
            ...onKubernetes,
            replicas: 0,
            affinity: { cookie: { name: "a.b" } },
          }),
        (error: Error) => {
          assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
          assert.match(
            error.message,
            /^StickyApp "Hello" has 3 problems; nothing was changed\.\n\nname\n/,
          );
          assert.match(
            error.message,
            /\nreplicas\n {2}got: {6}0\n {2}allowed: {2}a whole number from 1 to 2147483647\n/,
          );
          assert.match(error.message, /\naffinity\.cookie\.name\n {2}got: {6}"a\.b"\n/);
          return true;
        },
      );
    });
    assert.deepEqual(registered, []);
  });
});
