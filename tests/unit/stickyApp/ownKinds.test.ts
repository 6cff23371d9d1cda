import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../../components/stickyApp";
import { labels, selector, workload } from "../support/expected";
import { run, valueOf } from "../support/mocks";
import { inputsOf, onKubernetes } from "./children";

describe("StickyApp with a controller that has kinds of its own", () => {
  it("makes an HTTPProxy in place of the Ingress, under Contour's cookie name", async () => {
    const { registered, result: app } = await run(
      () =>
        new StickyApp("hello", {
          ...onKubernetes,
          controller: "contour",
          ingressClassName: pulumi.output("public"),
          namespace: "store",
          tls: { termination: "edge", secretName: "hello-tls" },
        }),
    );
    assert.deepEqual(
      registered.map(({ type }) => type),
      [...workload, "kubernetes:projectcontour.io/v1:HTTPProxy"].sort(),
    );
    assert.deepEqual(inputsOf(registered, "kubernetes:projectcontour.io/v1:HTTPProxy"), {
      apiVersion: "projectcontour.io/v1",
      kind: "HTTPProxy",
      metadata: {
        name: "hello",
        namespace: "store",
        labels: labels("hello"),
        annotations: {
          "pulumi.com/waitFor": 'jsonpath={.status.conditions[?(@.type=="Valid")].status}',
        },
      },
      spec: {
        ingressClassName: "public",
        virtualhost: { fqdn: "hello.example.com", tls: { secretName: "hello-tls" } },
        routes: [
          {
            conditions: [{ prefix: "/" }],
            services: [{ name: "hello", port: 80 }],
            loadBalancerPolicy: { strategy: "Cookie" },
          },
        ],
      },
    });
    assert.equal(app.ingress, undefined);
    const [proxy] = app.customResources;
    assert.ok(proxy);
    assert.match(await valueOf(proxy.urn), /::sticky:index:StickyApp\$kubernetes:/);
    assert.equal(await valueOf(app.cookieName), "X-Contour-Session-Affinity");
    assert.equal(await valueOf(app.url), "https://hello.example.com/");
  });

  it("makes Kong's policy beside the Ingress, attached to the Service", async () => {
    const { registered } = await run(
      () => new StickyApp("hello", { ...onKubernetes, controller: "kong" }),
    );
    const { metadata } = inputsOf(registered, "kubernetes:core/v1:Service") as {
      metadata: { annotations: unknown };
    };
    assert.deepEqual(metadata.annotations, {
      "pulumi.com/skipAwait": "true",
      "konghq.com/upstream-policy": "hello",
    });
    const type = "kubernetes:configuration.konghq.com/v1beta1:KongUpstreamPolicy";
    const { spec } = inputsOf(registered, type);
    assert.deepEqual(spec, {
      algorithm: "consistent-hashing",
      hashOn: { cookie: "hello", cookiePath: "/" },
    });
    const ingress = inputsOf(registered, "kubernetes:networking.k8s.io/v1:Ingress") as {
      spec: { ingressClassName: string };
    };
    assert.equal(ingress.spec.ingressClassName, "kong");
  });

  it("names the class of a GKE Ingress by the annotation alone", async () => {
    const { registered, result: app } = await run(
      () =>
        new StickyApp("hello", {
          ...onKubernetes,
          controller: "gke-ingress",
          ingressClassName: "gce-internal",
        }),
    );
    const ingress = inputsOf(registered, "kubernetes:networking.k8s.io/v1:Ingress") as {
      metadata: { annotations: unknown };
      spec: object;
    };
    assert.deepEqual(ingress.metadata.annotations, {
      "kubernetes.io/ingress.class": "gce-internal",
    });
    assert.ok(!("ingressClassName" in ingress.spec));
    assert.equal(await valueOf(app.cookieName), undefined);
  });

  it("labels the Service, and not its pods", async () => {
    const { registered } = await run(
      () => new StickyApp("hello", { ...onKubernetes, controller: "istio-persistent-session" }),
    );
    const service = inputsOf(registered, "kubernetes:core/v1:Service") as {
      metadata: { labels: unknown };
      spec: { selector: unknown };
    };
    assert.deepEqual(service.metadata.labels, {
      ...labels("hello"),
      "istio.io/persistent-session": "hello",
    });
    assert.deepEqual(service.spec.selector, selector("hello"));
  });

  it("lets two applications behind one cookie whose name the controller fixes be", async () => {
    const { registered } = await run(() => {
      for (const name of ["one", "two"]) {
        new StickyApp(name, { ...onKubernetes, controller: "contour", path: `/${name}` });
      }
    });
    assert.equal(registered.filter(({ type }) => type === "sticky:index:StickyApp").length, 2);
  });
});
