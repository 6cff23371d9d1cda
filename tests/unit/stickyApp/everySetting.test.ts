import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../../components/stickyApp";
import { labels, podSpec, selector } from "../support/expected";
import { type Registered, run, valueOf } from "../support/mocks";
import { image, inputsOf } from "./children";

describe("StickyApp on Kubernetes with everything set", () => {
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
          resources: { limits: { memory: "256Mi", "ephemeral-storage": "2Gi" } },
          probePath: "/healthy",
          liveness: { path: "/live", port: 9001, headers: { Host: "shop.example.com" } },
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
                  requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "64Mi" },
                  limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "2Gi" },
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
                  httpGet: {
                    path: "/live",
                    port: 9001,
                    httpHeaders: [{ name: "Host", value: "shop.example.com" }],
                  },
                  periodSeconds: 10,
                  timeoutSeconds: 10,
                  failureThreshold: 30,
                },
                volumeMounts: [
                  { name: "writable-0", mountPath: "/tmp" },
                  { name: "writable-1", mountPath: "/var/cache" },
                ],
              },
            ],
            volumes: [
              { name: "writable-0", emptyDir: { sizeLimit: "2Gi" } },
              { name: "writable-1", emptyDir: { sizeLimit: "2Gi" } },
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
