import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import type { Dialect } from "../../components/affinity/dialect";
import { dialects } from "../../components/affinity/dialects";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { readSettings } from "../../components/config/readSettings";
import { createApp } from "../../components/createApp";
import { StickyApp } from "../../components/stickyApp";
import { run, valueOf } from "../unit/support/mocks";

/*
 * Writes every object that the program registers, for every controller and a spread of settings, to a file: to
 * compare two versions of the program with `diff`.
 *
 *   node --require ./scripts/typescript.cjs tests/render/renderObjects.ts FILE
 */

type Some = Partial<StickyAppArgs>;

/** Settings beside the controller's own, by the title of the case. */
const spread: Readonly<Record<string, Some>> = {
  defaults: {},
  "one replica": { replicas: 1, namespace: "store" },
  autoscaling: { replicas: 2, autoscaling: { maxReplicas: 9 }, minReadySeconds: 0 },
  "autoscaling with a load": { autoscaling: { maxReplicas: 9, targetCpuPercent: 50 } },
  environment: { environment: { MODE: "production", SECRET: pulumi.secret("hidden") } },
  resources: { resources: { requests: { cpu: "1" }, limits: { cpu: "2", memory: "1Gi" } } },
  "more resources": { resources: { limits: { memory: "1Gi", "nvidia.com/gpu": "1" } } },
  paths: { path: "/shop", probePath: "/healthy", writablePaths: ["/tmp", "/var/cache"] },
  "no writable path": { writablePaths: [], automountServiceAccountToken: true },
  storage: { storage: { mountPath: "/data", size: "1Gi" } },
  "storage of a class": { storage: { mountPath: "/data", size: "1Gi", storageClassName: "fast" } },
  "network policy": { networkPolicy: true },
  "network policy by namespace": { networkPolicy: true, proxyNamespace: "proxy" },
  valkey: { sessionStore: { type: "valkey", password: "correct horse battery" } },
  "valkey of a kind": {
    sessionStore: {
      type: "valkey",
      password: pulumi.secret("correct horse battery"),
      image: "valkey:8",
      storage: { size: "5Gi", storageClassName: "fast" },
    },
  },
  external: { sessionStore: { type: "external", url: "rediss://me:p4ss@store/3" } },
  "drain gate": { drain: { mode: "gate", gate: { image: "busybox:1", port: 9000 } } },
  "drain app": { drain: { mode: "app", readinessPath: "/ready", seconds: 20 } },
  "drain sleep": { drain: { mode: "sleep", seconds: 7, shutdownSeconds: 40 } },
  "drain off": { drain: { mode: "off" } },
  "no affinity": { affinity: { type: "none" } },
  "a cookie's name": { affinity: { cookie: { name: "session" } } },
  "a cookie's lifetime": { affinity: { cookie: { maxAgeSeconds: 3600 } } },
  "a cookie's rest": {
    affinity: { type: "cookie", cookie: { path: "/", sameSite: "Lax", httpOnly: true } },
  },
  "a cookie's domain": { affinity: { cookie: { domain: "example.com", secure: false } } },
  class: { ingressClassName: "public" },
  "class to come": { ingressClassName: pulumi.output("public") },
  "no wait": { awaitIngress: false },
  edge: { tls: { termination: "edge" } },
  "edge with a certificate": { tls: { termination: "edge", secretName: "hello-tls" } },
  "edge with plain http": { tls: { termination: "edge", insecureTraffic: "Allow" } },
  reencrypt: { tls: { termination: "reencrypt" } },
  passthrough: { tls: { termination: "passthrough" } },
  route: { route: { timeout: "5m", tunnelTimeout: "2h", balance: "source" } },
  "health checks": { route: { healthCheckInterval: "5s" } },
  gateway: { gateway: { name: "eg", namespace: "infra", listener: "web", apiVersion: "1.7" } },
};

/** What a stack's file says, by the title of the case. */
const stacks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  k8s: { platform: "kubernetes", controller: "traefik", host: "hello.localhost" },
  openshift: { platform: "openshift" },
  shop: {
    ...{ platform: "kubernetes", controller: "ingress-nginx", host: "shop.example.com" },
    ...{ name: "shop", image: "app:2", port: "9100", replicas: "5", maxReplicas: "9" },
    ...{ environment: '{"MODE":"production","WORKERS":4,"DEBUG":false}', cpuRequest: "100m" },
    ...{ memoryRequest: "1Gi", cpuLimit: "2", memoryLimit: "2Gi", writablePaths: '["/data"]' },
    ...{ storagePath: "/uploads", storageSize: "2Gi", networkPolicy: "true", drainSeconds: "20" },
    ...{ tls: "edge", tlsSecret: "shop-tls", cookieMaxAgeSeconds: "60", cookieSecure: "true" },
  },
};

function argsFor({ id, platform, exposedBy }: Dialect): StickyAppArgs {
  const needsGateway = exposedBy
    .requires?.({ exposure: { path: "/", tls: "none" } })
    .includes("gateway.name");
  return {
    platform,
    controller: id,
    image: "registry.example.com/team/app:1",
    host: "hello.example.com",
    ...(needsGateway === true && { gateway: { name: "gateway" } }),
  };
}

/** All that a program registers and the outputs of its application; whether it is refused, where it is. */
async function render(
  program: () => Pick<StickyApp, "url" | "host" | "cookieName">,
): Promise<unknown> {
  let app: ReturnType<typeof program> | undefined;
  const { registered } = await run(() => {
    try {
      app = program();
    } catch (error) {
      if (!pulumi.RunError.isInstance(error)) {
        throw error;
      }
    }
  });
  if (app === undefined) {
    return "refused";
  }
  const { url, host, cookieName } = app;
  const outputs = await Promise.all([valueOf(url), valueOf(host), valueOf(cookieName)]);
  return { outputs, registered };
}

async function renderAll(): Promise<Record<string, unknown>> {
  const rendered: Record<string, unknown> = {};
  for (const dialect of dialects) {
    for (const [title, settings] of Object.entries(spread)) {
      const args = { ...argsFor(dialect), ...settings };
      rendered[`${dialect.id}: ${title}`] = await render(() => new StickyApp("hello", args));
    }
  }
  const { config } = parse(readFileSync(join(__dirname, "../..", "Pulumi.yaml"), "utf8")) as {
    config: Record<string, { default: unknown }>;
  };
  const defaults = Object.entries(config).map(([key, { default: value }]): [string, string] => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  for (const [title, own] of Object.entries(stacks)) {
    rendered[`stack ${title}`] = await render(() => {
      const all = Object.entries({ ...Object.fromEntries(defaults), ...own });
      pulumi.runtime.setAllConfig(
        Object.fromEntries(all.map(([key, value]) => [`sticky-session:${key}`, value])),
      );
      return createApp(readSettings());
    });
  }
  return rendered;
}

async function main(file: string): Promise<void> {
  const rendered = await renderAll();
  writeFileSync(file, `${JSON.stringify(rendered, undefined, 1)}\n`);
  const refused = Object.values(rendered).filter((value) => value === "refused").length;
  console.error(`${Object.keys(rendered).length} cases, ${refused} of them refused`);
}

const [, , file = "/dev/stdout"] = process.argv;
void main(file);
