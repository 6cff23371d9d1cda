import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { resolve } from "../../components/resolve/resolve";
import { StickyApp } from "../../components/stickyApp";
import { inputsOf, onKubernetes } from "./stickyApp/children";
import { labels } from "./support/expected";
import { promiseOf, type Registered, run, secretOf } from "./support/mocks";

interface Container {
  env: unknown[];
  envFrom?: unknown[];
}

async function made(args: Partial<StickyAppArgs>): Promise<Registered[]> {
  const { registered } = await run(() => new StickyApp("hello", { ...onKubernetes, ...args }));
  return registered;
}

function containerOf(registered: Registered[]): Container {
  const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
    spec: { template: { spec: { containers: Container[] } } };
  };
  return spec.template.spec.containers[0] ?? assert.fail();
}

const secretType = "kubernetes:core/v1:Secret";

/** Of the session store's Secret. */
function entriesOf(registered: Registered[]): Record<string, string> {
  const { stringData } = inputsOf(registered, secretType, "hello-session-store");
  return secretOf(stringData) as Record<string, string>;
}

describe("environment", () => {
  it("has values as they are written, and references to Secrets and ConfigMaps in both spellings", async () => {
    const registered = await made({
      environment: {
        MODE: "production",
        EMPTY: "",
        "my.name": "dotted",
        WORKERS: 4,
        DEBUG: false,
        DB_PASSWORD: { secret: "db", key: "password" },
        DB_HOST: { configMap: "db", key: "host" },
        DB_USER: { secretKeyRef: { name: "db", key: "user" } },
        DB_NAME: { configMapKeyRef: { name: pulumi.output("db"), key: "name" } },
        DB_PORT: { valueFrom: { configMapKeyRef: { name: "db", key: "port" } } },
        DB_HINT: { secret: "db", key: "hint", optional: true },
        DB_MODE: { configMapKeyRef: { name: "db", key: "mode", optional: true } },
        POD_IP: { fieldRef: { fieldPath: "status.podIP" } },
        ZONE: { fieldRef: { fieldPath: "metadata.labels['topology.kubernetes.io/zone']" } },
      },
    });
    assert.deepEqual(containerOf(registered).env, [
      { name: "MODE", value: "production" },
      { name: "EMPTY", value: "" },
      { name: "my.name", value: "dotted" },
      { name: "WORKERS", value: "4" },
      { name: "DEBUG", value: "false" },
      { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
      { name: "DB_HOST", valueFrom: { configMapKeyRef: { name: "db", key: "host" } } },
      { name: "DB_USER", valueFrom: { secretKeyRef: { name: "db", key: "user" } } },
      { name: "DB_NAME", valueFrom: { configMapKeyRef: { name: "db", key: "name" } } },
      { name: "DB_PORT", valueFrom: { configMapKeyRef: { name: "db", key: "port" } } },
      { name: "DB_HINT", valueFrom: { secretKeyRef: { name: "db", key: "hint", optional: true } } },
      {
        name: "DB_MODE",
        valueFrom: { configMapKeyRef: { name: "db", key: "mode", optional: true } },
      },
      { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      {
        name: "ZONE",
        valueFrom: { fieldRef: { fieldPath: "metadata.labels['topology.kubernetes.io/zone']" } },
      },
    ]);
    assert.ok(!registered.some(({ type }) => type === secretType));
  });

  it("keeps what may be a secret in a Secret, whose name is Pulumi's to choose and whose content never changes", async () => {
    const registered = await made({
      environment: { A: "a", TOKEN: pulumi.secret("t0ken"), PORT: Promise.resolve(5432), B: "b" },
    });
    const { stringData, ...rest } = inputsOf(registered, secretType, "hello-environment");
    assert.deepEqual(secretOf(stringData), { TOKEN: "t0ken", PORT: "5432" });
    assert.deepEqual(rest, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { labels: labels("hello") },
      type: "Opaque",
      immutable: true,
    });
    // The name is that of the object, which the mocks make without one.
    const { env } = containerOf(registered);
    assert.deepEqual(
      env.map((variable) => (variable as { name: string }).name),
      ["A", "TOKEN", "PORT", "B"],
    );
    assert.deepEqual(env[1], { name: "TOKEN", valueFrom: { secretKeyRef: { key: "TOKEN" } } });
    assert.ok(!JSON.stringify(env).includes("t0ken"));
  });

  it("refers to that Secret by its name, so that another content restarts the pods", async () => {
    const { registered } = await run(
      () =>
        new StickyApp("hello", { ...onKubernetes, environment: { TOKEN: pulumi.secret("t0ken") } }),
      {
        serve: (type, inputs) =>
          type === secretType
            ? { ...inputs, metadata: { name: "hello-environment-1a2b3c4d" } }
            : inputs,
      },
    );
    assert.deepEqual(containerOf(registered).env, [
      {
        name: "TOKEN",
        valueFrom: { secretKeyRef: { name: "hello-environment-1a2b3c4d", key: "TOKEN" } },
      },
    ]);
  });

  it("has a Secret of its own in each component, whose name is one that an object can have", async () => {
    const environment = { TOKEN: pulumi.secret("t0ken") };
    const { registered } = await run(() => {
      new StickyApp("hello", { ...onKubernetes, environment });
      const host = "prod.example.com";
      const prod = { ...onKubernetes, host, namespace: "prod", environment };
      new StickyApp("Hello_Prod", prod, { objectName: "hello" });
    });
    assert.deepEqual(
      registered.filter(({ type }) => type === secretType).map(({ name }) => name),
      ["hello-environment", "hello-prod-environment"],
    );
  });

  it("takes whole Secrets and ConfigMaps, the session store's last", async () => {
    const registered = await made({
      environmentFrom: [{ secret: "db", prefix: "DB_" }, { configMap: pulumi.output("app") }],
      sessionStore: { type: "external", url: "redis://store" },
    });
    assert.deepEqual(containerOf(registered).envFrom, [
      { prefix: "DB_", secretRef: { name: "db" } },
      { configMapRef: { name: "app" } },
      { secretRef: { name: "hello-session-store" } },
    ]);
  });

  it("has the session store under names of the application's choice", async () => {
    const registered = await made({
      sessionStore: {
        type: "external",
        url: "rediss://app:p%40ss%2F@store.example.com:6380/2",
        variables: { REDIS_URL: "urlWithPassword", REDIS_AUTH: "password" },
      },
    });
    const secret = "hello-session-store";
    assert.deepEqual(containerOf(registered).env, [
      {
        name: "REDIS_URL",
        valueFrom: { secretKeyRef: { name: secret, key: "SESSION_STORE_URL_WITH_PASSWORD" } },
      },
      {
        name: "REDIS_AUTH",
        valueFrom: { secretKeyRef: { name: secret, key: "SESSION_STORE_PASSWORD" } },
      },
    ]);
    const entries = entriesOf(registered);
    assert.equal(
      entries.SESSION_STORE_URL_WITH_PASSWORD,
      "rediss://app:p%40ss%2F@store.example.com:6380/2",
    );
    assert.equal(entries.SESSION_STORE_PASSWORD, "p@ss/");
  });

  it("has the store's URL without user where it asks for no password, and no URL that nobody asked for", async () => {
    for (const [variables, expected] of [
      [{ REDIS_URL: "urlWithPassword" }, "redis://store:6379/0"],
      [{ REDIS_URL: "url" }, undefined],
    ] as const) {
      const registered = await made({
        sessionStore: { type: "external", url: "redis://store", variables },
      });
      assert.equal(entriesOf(registered).SESSION_STORE_URL_WITH_PASSWORD, expected);
    }
  });

  for (const [title, value] of [
    ["nothing", undefined],
    ["a list", ["a"]],
    ["a number that does not keep its text", 1.5],
  ] as const) {
    it(`ends the program where an output turns out to be ${title}, without showing it`, async () => {
      const environment = { TOKEN: pulumi.output(value as unknown as string) };
      const { result } = await run(() => {
        const resolved = resolve("hello", { ...onKubernetes, environment });
        return "plan" in resolved ? resolved.plan.environment.TOKEN : assert.fail();
      });
      await assert.rejects(promiseOf(pulumi.output(result)), (error: Error) => {
        assert.match(error.message, /environment\.TOKEN\n {2}got: {6}"\[the value of an Output\]"/);
        return true;
      });
    });
  }
});
