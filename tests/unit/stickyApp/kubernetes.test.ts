import assert from "node:assert/strict";
import { StickyApp } from "../../../components/stickyApp";
import { gatedPodSpec, labels, selector } from "../support/expected";
import { type Registered, run, valueOf } from "../support/mocks";
import { image, inputsOf, onKubernetes, sticky } from "./children";

describe("StickyApp on Kubernetes", () => {
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
