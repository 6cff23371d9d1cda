import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../components/stickyApp";
import type { StickyAppArgs } from "../../components/stickyAppArgs";
import { gatedPodSpec, labels, podSpec, selector } from "./support/expected";
import { type Registered, run, type Serve, valueOf } from "./support/mocks";

const image = "registry.example.com/team/app:1";
const onKubernetes: StickyAppArgs = {
  platform: "kubernetes",
  controller: "traefik",
  image,
  host: "hello.example.com",
};
const onOpenshift: StickyAppArgs = { platform: "openshift", image };

const sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie";

/** A router that admits a Route, under a host of its own choice where none is asked for. */
const router: Serve = (type, inputs) => {
  if (type !== "kubernetes:route.openshift.io/v1:Route") {
    return inputs;
  }
  const { host = "hello-default.apps.example.com" } = inputs.spec as { host?: string };
  return {
    ...inputs,
    status: { ingress: [{ host, conditions: [{ type: "Admitted", status: "True" }] }] },
  };
};

function inputsOf(registered: Registered[], type: string, name = "hello"): Record<string, unknown> {
  const found = registered.filter((resource) => resource.type === type && resource.name === name);
  assert.equal(found.length, 1, `${type} ${name}`);
  return { ...found[0]?.inputs };
}

describe("StickyApp", () => {
  describe("on Kubernetes", () => {
    let registered: Registered[];
    let app: StickyApp;
    before(async () => {
      ({ registered, result: app } = await run(() => new StickyApp("hello", onKubernetes)));
    });

    it("makes these children, an Ingress among them and no Route", () => {
      assert.deepEqual(
        registered.map(({ type, name }) => `${type} ${name}`),
        [
          "kubernetes:apps/v1:StatefulSet hello",
          "kubernetes:core/v1:Service hello",
          "kubernetes:core/v1:Service hello-headless",
          "kubernetes:core/v1:ServiceAccount hello",
          "kubernetes:networking.k8s.io/v1:Ingress hello",
          "kubernetes:policy/v1:PodDisruptionBudget hello",
          "sticky:index:StickyApp hello",
        ],
      );
      assert.equal(app.route, undefined);
    });

    it("is the parent of each child", async () => {
      const children = [
        app.serviceAccount,
        app.headlessService,
        app.service,
        app.statefulSet,
        app.disruptionBudget,
        app.ingress,
      ];
      for (const child of children) {
        assert.ok(child);
        assert.match(await valueOf(child.urn), /::sticky:index:StickyApp\$kubernetes:/);
      }
    });

    it("gives the ServiceAccount no token", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:core/v1:ServiceAccount"), {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "hello", labels: labels("hello") },
        automountServiceAccountToken: false,
      });
    });

    it("makes the headless Service that names the pods", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:core/v1:Service", "hello-headless"), {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "hello-headless", labels: labels("hello") },
        spec: {
          clusterIP: "None",
          selector: selector("hello"),
          ports: [{ name: "http", port: 8080, targetPort: "http", protocol: "TCP" }],
        },
      });
    });

    it("gives Traefik its affinity on the Service, which costs no wait", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:core/v1:Service"), {
        apiVersion: "v1",
        kind: "Service",
        metadata: {
          name: "hello",
          labels: labels("hello"),
          annotations: {
            "pulumi.com/skipAwait": "true",
            [sticky]: "true",
            [`${sticky}.name`]: "hello",
            [`${sticky}.path`]: "/",
            [`${sticky}.secure`]: "false",
            [`${sticky}.httponly`]: "true",
          },
        },
        spec: {
          type: "ClusterIP",
          selector: selector("hello"),
          ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
        },
      });
    });

    it("makes the StatefulSet with three restricted pods", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:apps/v1:StatefulSet"), {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name: "hello", labels: labels("hello") },
        spec: {
          replicas: 3,
          serviceName: "hello-headless",
          podManagementPolicy: "Parallel",
          updateStrategy: { type: "RollingUpdate" },
          minReadySeconds: 5,
          selector: { matchLabels: selector("hello") },
          template: { metadata: { labels: labels("hello") }, spec: gatedPodSpec("hello", image) },
        },
      });
    });

    it("lets one pod at a time be evicted", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:policy/v1:PodDisruptionBudget"), {
        apiVersion: "policy/v1",
        kind: "PodDisruptionBudget",
        metadata: { name: "hello", labels: labels("hello") },
        spec: {
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: "AlwaysAllow",
          selector: { matchLabels: selector("hello") },
        },
      });
    });

    it("exposes the Service by the Ingress, without annotations that Traefik would ignore there", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:networking.k8s.io/v1:Ingress"), {
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: { name: "hello", labels: labels("hello") },
        spec: {
          ingressClassName: "traefik",
          rules: [
            {
              host: "hello.example.com",
              http: {
                paths: [
                  {
                    path: "/",
                    pathType: "Prefix",
                    backend: { service: { name: "hello", port: { name: "http" } } },
                  },
                ],
              },
            },
          ],
        },
      });
    });

    it("has the URL, the host and the cookie's name as outputs", async () => {
      assert.equal(await valueOf(app.url), "http://hello.example.com/");
      assert.equal(await valueOf(app.host), "hello.example.com");
      assert.equal(await valueOf(app.cookieName), "hello");
    });
  });

  describe("on Kubernetes with everything set", () => {
    let registered: Registered[];
    let app: StickyApp;
    before(async () => {
      ({ registered, result: app } = await run(
        () =>
          new StickyApp("shop", {
            platform: "kubernetes",
            controller: "ingress-nginx",
            ingressClassName: "public",
            namespace: "store",
            image: pulumi.output(image),
            port: 9000,
            replicas: 1,
            environment: { MODE: "production" },
            resources: { limits: { memory: "256Mi" } },
            probePath: "/healthy",
            writablePaths: ["/tmp", "/var/cache"],
            automountServiceAccountToken: true,
            host: "shop.example.com",
            path: "/shop",
            tls: { termination: "edge", secretName: "shop-tls" },
            affinity: {
              cookie: {
                name: "shop-session",
                maxAgeSeconds: 3600,
                path: "/shop",
                domain: "example.com",
                sameSite: "None",
              },
            },
            awaitIngress: false,
          }),
      ));
    });

    it("makes no disruption budget for a single pod", () => {
      assert.equal(app.disruptionBudget, undefined);
      assert.ok(!registered.some(({ type }) => type.includes("PodDisruptionBudget")));
    });

    it("gives ingress-nginx its affinity on the Ingress, in persistent mode", () => {
      assert.deepEqual(inputsOf(registered, "kubernetes:networking.k8s.io/v1:Ingress", "shop"), {
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: {
          name: "shop",
          namespace: "store",
          labels: labels("shop"),
          annotations: {
            "pulumi.com/skipAwait": "true",
            "nginx.ingress.kubernetes.io/affinity": "cookie",
            "nginx.ingress.kubernetes.io/affinity-mode": "persistent",
            "nginx.ingress.kubernetes.io/session-cookie-change-on-failure": "true",
            "nginx.ingress.kubernetes.io/session-cookie-name": "shop-session",
            "nginx.ingress.kubernetes.io/session-cookie-max-age": "3600",
            "nginx.ingress.kubernetes.io/session-cookie-path": "/shop",
            "nginx.ingress.kubernetes.io/session-cookie-domain": "example.com",
            "nginx.ingress.kubernetes.io/session-cookie-samesite": "None",
            "nginx.ingress.kubernetes.io/session-cookie-secure": "true",
          },
        },
        spec: {
          ingressClassName: "public",
          tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }],
          rules: [
            {
              host: "shop.example.com",
              http: {
                paths: [
                  {
                    path: "/shop",
                    pathType: "Prefix",
                    backend: { service: { name: "shop", port: { name: "http" } } },
                  },
                ],
              },
            },
          ],
        },
      });
      const { metadata } = inputsOf(registered, "kubernetes:core/v1:Service", "shop") as {
        metadata: { annotations: unknown };
      };
      assert.deepEqual(metadata.annotations, { "pulumi.com/skipAwait": "true" });
    });

    it("puts what was set into the pods, and every child into the namespace", () => {
      const spec = podSpec("shop", image);
      const [container] = spec.containers;
      assert.deepEqual(inputsOf(registered, "kubernetes:apps/v1:StatefulSet", "shop"), {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name: "shop", namespace: "store", labels: labels("shop") },
        spec: {
          replicas: 1,
          serviceName: "shop-headless",
          podManagementPolicy: "Parallel",
          updateStrategy: { type: "RollingUpdate" },
          minReadySeconds: 5,
          selector: { matchLabels: selector("shop") },
          template: {
            metadata: { labels: labels("shop") },
            spec: {
              ...spec,
              automountServiceAccountToken: true,
              containers: [
                {
                  ...container,
                  ports: [{ name: "http", containerPort: 9000 }],
                  env: [{ name: "MODE", value: "production" }],
                  resources: {
                    requests: { cpu: "50m", memory: "64Mi" },
                    limits: { cpu: "500m", memory: "256Mi" },
                  },
                  startupProbe: {
                    ...container?.startupProbe,
                    httpGet: { path: "/healthy", port: "http" },
                  },
                  readinessProbe: {
                    ...container?.readinessProbe,
                    httpGet: { path: "/healthy", port: "http" },
                  },
                  livenessProbe: {
                    ...container?.livenessProbe,
                    httpGet: { path: "/healthy", port: "http" },
                  },
                  volumeMounts: [
                    { name: "writable-0", mountPath: "/tmp" },
                    { name: "writable-1", mountPath: "/var/cache" },
                  ],
                },
              ],
              volumes: [
                { name: "writable-0", emptyDir: {} },
                { name: "writable-1", emptyDir: {} },
              ],
            },
          },
        },
      });
      for (const { type, name, inputs } of registered) {
        if (type !== "sticky:index:StickyApp") {
          const { namespace } = inputs.metadata as { namespace?: string };
          assert.equal(namespace, "store", `${type} ${name}`);
        }
      }
    });

    it("has an https URL with the path", async () => {
      assert.equal(await valueOf(app.url), "https://shop.example.com/shop");
      assert.equal(await valueOf(app.cookieName), "shop-session");
    });
  });

  describe("on OpenShift", () => {
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
              destinationCaCertificate: "pem",
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
        destinationCACertificate: "pem",
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
      for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"]) {
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

  describe("with a controller that has kinds of its own", () => {
    const workload = [
      "kubernetes:apps/v1:StatefulSet",
      "kubernetes:core/v1:Service",
      "kubernetes:core/v1:Service",
      "kubernetes:core/v1:ServiceAccount",
      "kubernetes:policy/v1:PodDisruptionBudget",
      "sticky:index:StickyApp",
    ];

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
        metadata: { name: "hello", namespace: "store", labels: labels("hello") },
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
      metadata: { ...(args.metadata as object), annotations: { touched: "yes" } },
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
      const all = { autoscaling: { maxReplicas: 9 }, networkPolicy: true, transform };
      new StickyApp("one", { ...onKubernetes, ...all, proxyNamespace: "traefik" });
      new StickyApp("two", { ...onOpenshift, ...all });
      new StickyApp("three", { ...onKubernetes, controller: "contour", transform });
    });
    const children = registered.filter(({ type }) => type !== "sticky:index:StickyApp");
    assert.equal(children.length, 22);
    for (const { type, inputs } of children) {
      const { annotations } = inputs.metadata as { annotations: unknown };
      assert.deepEqual(annotations, { touched: "yes" }, type);
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
            /\nreplicas\n {2}given: {4}0\n {2}allowed: {2}a whole number, 1 or more\n/,
          );
          assert.match(error.message, /\naffinity\.cookie\.name\n {2}given: {4}"a\.b"\n/);
          return true;
        },
      );
    });
    assert.deepEqual(registered, []);
  });
});
