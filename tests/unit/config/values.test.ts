import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { selfSigned } from "../support/certificate";
import { resolve } from "../../../components/resolve/resolve";
import { configKeys } from "../../../components/config/configKeys";
import { valueOf } from "../support/mocks";
import { k8s, openshift, project, read, refusal, withSecrets } from "./config";

describe("readSettings", () => {
  it("makes the arguments of the stack k8s", async () => {
    const { name, args, options } = await read(k8s);
    assert.equal(name, "hello");
    assert.deepEqual(args, {
      platform: "kubernetes",
      controller: "traefik",
      image: "docker.io/nginxdemos/nginx-hello:plain-text",
      host: "hello.localhost",
    });
    assert.equal(options.checkCluster, undefined);
  });

  it("reads every key of a Route", async () => {
    const { args } = await read({
      ...openshift,
      tls: "reencrypt",
      insecureTraffic: "None",
      destinationCaCertificate: selfSigned().cert,
      routeTimeout: "5m",
      routeTunnelTimeout: "2h",
      routeBalance: "leastconn",
      routeHealthCheckInterval: "5s",
    });
    assert.deepEqual(args.tls, {
      termination: "reencrypt",
      insecureTraffic: "None",
      destinationCaCertificate: selfSigned().cert,
    });
    assert.deepEqual(args.route, {
      timeout: "5m",
      tunnelTimeout: "2h",
      balance: "leastconn",
      healthCheckInterval: "5s",
    });
  });

  it("makes the arguments of the stack openshift, without a controller and a host", async () => {
    const { args } = await read(openshift);
    assert.equal(args.platform, "openshift");
    assert.equal(args.controller, undefined);
    assert.equal(args.host, undefined);
  });

  it("reads every key", async () => {
    const { name, args, options } = await read({
      ...k8s,
      checkCluster: "false",
      name: "shop",
      ingressClass: "public",
      namespace: "store",
      image: "app:2",
      port: "9100",
      replicas: "5",
      maxReplicas: "9",
      targetCpuPercent: "60",
      minReadySeconds: "0",
      environment: '{"MODE":"production","WORKERS":4,"DEBUG":false}',
      cpuRequest: "100m",
      memoryRequest: "1Gi",
      cpuLimit: "2",
      memoryLimit: "2Gi",
      probePath: "/healthy",
      writablePaths: '["/tmp","/data"]',
      storagePath: "/uploads",
      storageSize: "2Gi",
      storageClass: "fast",
      automountServiceAccountToken: "true",
      networkPolicy: "true",
      proxyNamespace: "traefik",
      drain: "gate",
      drainSeconds: "20",
      shutdownSeconds: "40",
      drainGateImage: "busybox:1",
      drainGatePort: "9000",
      path: "/shop",
      tls: "edge",
      tlsSecret: "shop-tls",
      awaitIngress: "false",
      cookieName: "session",
      cookieMaxAgeSeconds: "60",
      cookiePath: "/shop",
      cookieDomain: "hello.localhost",
      cookieSameSite: "Strict",
      cookieSecure: "true",
      cookieHttpOnly: "false",
    });
    assert.equal(name, "shop");
    assert.equal(options.checkCluster, false);
    assert.deepEqual(args, {
      platform: "kubernetes",
      controller: "traefik",
      ingressClassName: "public",
      namespace: "store",
      image: "app:2",
      port: 9100,
      replicas: 5,
      autoscaling: { maxReplicas: 9, targetCpuPercent: 60 },
      minReadySeconds: 0,
      environment: { MODE: "production", WORKERS: "4", DEBUG: "false" },
      resources: {
        requests: { cpu: "100m", memory: "1Gi" },
        limits: { cpu: "2", memory: "2Gi" },
      },
      probePath: "/healthy",
      writablePaths: ["/tmp", "/data"],
      storage: { mountPath: "/uploads", size: "2Gi", storageClassName: "fast" },
      automountServiceAccountToken: true,
      networkPolicy: true,
      proxyNamespace: "traefik",
      drain: {
        mode: "gate",
        seconds: 20,
        shutdownSeconds: 40,
        gate: { image: "busybox:1", port: 9000 },
      },
      host: "hello.localhost",
      path: "/shop",
      tls: { termination: "edge", secretName: "shop-tls" },
      awaitIngress: false,
      affinity: {
        cookie: {
          name: "session",
          maxAgeSeconds: 60,
          path: "/shop",
          domain: "hello.localhost",
          sameSite: "Strict",
          secure: true,
          httpOnly: false,
        },
      },
    });
  });

  describe("with a secret in the environment", () => {
    withSecrets("environment");

    it("keeps it a secret", async () => {
      const { args } = await read({ ...k8s, environment: '{"PASSWORD":"p4ss"}' });
      const password = args.environment?.PASSWORD;
      assert.ok(pulumi.Output.isInstance(password));
      const output = pulumi.output(password);
      assert.equal(await pulumi.isSecret(output), true);
      assert.equal(await valueOf(output), "p4ss");
    });

    it("does not show it in a message", async () => {
      const message = await refusal({ ...k8s, environment: '["p4ss"]' });
      assert.match(message, /sticky-session:environment\n {2}got: {6}"\[secret\]"/);
      assert.doesNotMatch(message, /p4ss/);
    });
  });
});

describe("Pulumi.yaml", () => {
  it("declares and describes each key that the program reads, and no other", () => {
    assert.deepEqual(Object.keys(project.config).sort(), [...configKeys].sort());
    for (const [key, { description }] of Object.entries(project.config)) {
      assert.ok(description.length > 20, key);
    }
  });

  it("leaves the defaults to the component", async () => {
    const { name, args } = await read(k8s);
    const planned = resolve(name, args);
    const { port, replicas, probePath } = "plan" in planned ? planned.plan : assert.fail();
    assert.deepEqual([port, replicas, probePath], [8080, 3, "/"]);
  });
});
