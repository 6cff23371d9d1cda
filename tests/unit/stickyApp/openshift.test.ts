import assert from "node:assert/strict";
import { selfSigned } from "../support/certificate";
import { StickyApp } from "../../../components/stickyApp";
import { labels } from "../support/expected";
import { run, valueOf } from "../support/mocks";
import { inputsOf, onOpenshift, router } from "./children";

describe("StickyApp on OpenShift", () => {
  it("makes the same children with a Route and no Ingress", async () => {
    const { registered, result: app } = await run(() => new StickyApp("hello", onOpenshift), {
      serve: router,
    });
    assert.deepEqual(
      registered.map(({ type, name }) => `${type} ${name}`),
      [
        "kubernetes:apps/v1:StatefulSet hello",
        "kubernetes:core/v1:Service hello",
        "kubernetes:core/v1:Service hello-headless",
        "kubernetes:core/v1:ServiceAccount hello",
        "kubernetes:policy/v1:PodDisruptionBudget hello",
        "kubernetes:route.openshift.io/v1:Route hello",
        "sticky:index:StickyApp hello",
      ],
    );
    assert.equal(app.ingress, undefined);
  });

  it("names the cookie on the Route and waits until the Route is admitted", async () => {
    const { registered } = await run(() => new StickyApp("hello", onOpenshift), {
      serve: router,
    });
    assert.deepEqual(inputsOf(registered, "kubernetes:route.openshift.io/v1:Route"), {
      apiVersion: "route.openshift.io/v1",
      kind: "Route",
      metadata: {
        name: "hello",
        labels: labels("hello"),
        annotations: {
          "pulumi.com/waitFor":
            'jsonpath={.status.ingress[0].conditions[?(@.type=="Admitted")].status}',
          "router.openshift.io/cookie_name": "hello",
          "router.openshift.io/haproxy.health.check.interval": "1s",
        },
      },
      spec: {
        to: { kind: "Service", name: "hello", weight: 100 },
        port: { targetPort: "http" },
        wildcardPolicy: "None",
      },
    });
  });

  it("reads the host that the router assigned", async () => {
    const { result: app } = await run(() => new StickyApp("hello", onOpenshift), {
      serve: router,
    });
    assert.equal(await valueOf(app.host), "hello-default.apps.example.com");
    assert.equal(await valueOf(app.url), "http://hello-default.apps.example.com/");
  });

  it("falls back to the host that was asked for where there is no status", async () => {
    const { result: app } = await run(
      () => new StickyApp("hello", { ...onOpenshift, host: "hello.example.com" }),
    );
    assert.equal(await valueOf(app.url), "http://hello.example.com/");
  });

  for (const termination of ["edge", "reencrypt"] as const) {
    it(`redirects http to https with TLS ${termination}, and sets SameSite`, async () => {
      const { registered, result: app } = await run(
        () =>
          new StickyApp("hello", {
            ...onOpenshift,
            host: "hello.example.com",
            path: "/app",
            tls: { termination },
            affinity: { cookie: { sameSite: "Lax" } },
          }),
        { serve: router },
      );
      const route = inputsOf(registered, "kubernetes:route.openshift.io/v1:Route") as {
        metadata: { annotations: Record<string, string> };
        spec: unknown;
      };
      assert.equal(route.metadata.annotations["router.openshift.io/cookie-same-site"], "Lax");
      assert.deepEqual(route.spec, {
        host: "hello.example.com",
        path: "/app",
        to: { kind: "Service", name: "hello", weight: 100 },
        port: { targetPort: "http" },
        tls: { termination, insecureEdgeTerminationPolicy: "Redirect" },
        wildcardPolicy: "None",
      });
      assert.equal(await valueOf(app.url), "https://hello.example.com/app");
    });
  }

  it("re-encrypts with the CA and probes by https, under the settings of the router", async () => {
    const { registered } = await run(
      () =>
        new StickyApp("hello", {
          ...onOpenshift,
          tls: {
            termination: "reencrypt",
            insecureTraffic: "None",
            destinationCaCertificate: selfSigned().cert,
          },
          route: {
            timeout: "5m",
            tunnelTimeout: "2h",
            balance: "leastconn",
            healthCheckInterval: "5s",
          },
        }),
      { serve: router },
    );
    const route = inputsOf(registered, "kubernetes:route.openshift.io/v1:Route") as {
      metadata: { annotations: Record<string, string> };
      spec: { tls: unknown };
    };
    assert.deepEqual(route.spec.tls, {
      termination: "reencrypt",
      insecureEdgeTerminationPolicy: "None",
      destinationCACertificate: selfSigned().cert,
    });
    const { annotations } = route.metadata;
    assert.equal(annotations["haproxy.router.openshift.io/timeout"], "5m");
    assert.equal(annotations["haproxy.router.openshift.io/timeout-tunnel"], "2h");
    assert.equal(annotations["haproxy.router.openshift.io/balance"], "leastconn");
    assert.equal(annotations["router.openshift.io/haproxy.health.check.interval"], "5s");
    const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
      spec: { template: { spec: { containers: Record<string, unknown>[] } } };
    };
    const [container] = spec.template.spec.containers;
    for (const probe of ["startupProbe", "readinessProbe"]) {
      const { httpGet } = container?.[probe] as { httpGet: unknown };
      assert.deepEqual(httpGet, { path: "/", port: "http", scheme: "HTTPS" });
    }
  });

  it("turns the router's own affinity off where none is asked for", async () => {
    const { registered, result: app } = await run(
      () => new StickyApp("hello", { ...onOpenshift, affinity: { type: "none" } }),
      { serve: router },
    );
    const { metadata } = inputsOf(registered, "kubernetes:route.openshift.io/v1:Route") as {
      metadata: { annotations: Record<string, string> };
    };
    assert.equal(metadata.annotations["haproxy.router.openshift.io/disable_cookies"], "true");
    assert.equal(metadata.annotations["router.openshift.io/cookie_name"], undefined);
    assert.equal(await valueOf(app.cookieName), undefined);
  });

  it("names no user, group or volume owner, which the namespace's range decides", async () => {
    const { registered } = await run(() => new StickyApp("hello", onOpenshift));
    const text = JSON.stringify(inputsOf(registered, "kubernetes:apps/v1:StatefulSet"));
    assert.doesNotMatch(text, /runAsUser|runAsGroup|fsGroup/);
  });
});
