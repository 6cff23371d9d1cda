import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseStoreUrl } from "../../components/sessionStore/connection";
import { configurationOf } from "../../components/sessionStore/valkey";
import { StickyApp } from "../../components/stickyApp";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { image, onKubernetes } from "./stickyApp/children";
import { attempt, messageOf } from "./support/attempt";
import { gatedPodSpec, labels, selector } from "./support/expected";
import { type Registered, run, secretOf, valueOf } from "./support/mocks";

const password = 'correct"horse\\battery';
const withValkey: StickyAppArgs = {
  ...onKubernetes,
  sessionStore: { type: "valkey", password },
};

const storeSelector = {
  "app.kubernetes.io/name": "hello-session-store",
  "app.kubernetes.io/instance": "hello",
};
const storeLabels = {
  ...labels("hello"),
  ...storeSelector,
  "app.kubernetes.io/component": "session-store",
};

function inputsOf(registered: Registered[], kind: string, name: string): Record<string, unknown> {
  const found = registered.filter((each) => each.type.endsWith(`:${kind}`) && each.name === name);
  assert.equal(found.length, 1, `${kind} ${name}`);
  return { ...found[0]?.inputs };
}

describe("sessionStore", () => {
  describe("valkey", () => {
    let registered: Registered[];
    let app: StickyApp;
    before(async () => {
      ({ registered, result: app } = await run(() => new StickyApp("hello", withValkey)));
    });

    it("makes a server beside the application", () => {
      assert.deepEqual(
        registered
          .filter(({ name }) => name.startsWith("hello-session-store"))
          .map(({ type, name }) => `${type} ${name}`),
        [
          "kubernetes:apps/v1:StatefulSet hello-session-store",
          "kubernetes:core/v1:Secret hello-session-store",
          "kubernetes:core/v1:Secret hello-session-store-config",
          "kubernetes:core/v1:Service hello-session-store",
          "kubernetes:networking.k8s.io/v1:NetworkPolicy hello-session-store",
        ],
      );
      assert.ok(app.sessionStore?.valkey);
    });

    it("tells the application where it is by a Secret, the password in one variable alone", () => {
      const { metadata, type, stringData } = inputsOf(registered, "Secret", "hello-session-store");
      assert.deepEqual(metadata, { name: "hello-session-store", labels: labels("hello") });
      assert.equal(type, "Opaque");
      assert.deepEqual(secretOf(stringData), {
        SESSION_STORE_URL: "redis://hello-session-store:6379/0",
        SESSION_STORE_HOST: "hello-session-store",
        SESSION_STORE_PORT: "6379",
        SESSION_STORE_TLS: "false",
        SESSION_STORE_USERNAME: "default",
        SESSION_STORE_PASSWORD: password,
      });
      const { spec } = inputsOf(registered, "StatefulSet", "hello") as {
        spec: { template: { spec: unknown } };
      };
      const expected = gatedPodSpec("hello", image);
      const [application, gate] = expected.containers;
      assert.deepEqual(spec.template.spec, {
        ...expected,
        containers: [
          { ...application, envFrom: [{ secretRef: { name: "hello-session-store" } }] },
          gate,
        ],
      });
    });

    it("has the password nowhere but in Secrets", () => {
      for (const { type, name, inputs } of registered) {
        if (!type.endsWith(":Secret")) {
          assert.doesNotMatch(JSON.stringify(inputs), /correct|horse|battery/, `${type} ${name}`);
        }
      }
    });

    it("configures the server by a Secret, with a log of all changes", () => {
      const { stringData } = inputsOf(registered, "Secret", "hello-session-store-config");
      const configuration = String((secretOf(stringData) as Record<string, string>)["valkey.conf"]);
      assert.equal(configuration, configurationOf(password));
      const lines = configuration.split("\n");
      for (const line of [
        "dir /data",
        "appendonly yes",
        "appendfsync everysec",
        "maxmemory-policy volatile-lru",
      ]) {
        assert.ok(lines.includes(line), line);
      }
      const hex = [...Buffer.from(password)].map((byte) => `\\x${byte.toString(16)}`).join("");
      assert.ok(lines.includes(`requirepass "${hex}"`));
    });

    it("runs one restricted pod on a volume that stays", () => {
      assert.deepEqual(inputsOf(registered, "StatefulSet", "hello-session-store"), {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name: "hello-session-store", labels: storeLabels },
        spec: {
          replicas: 1,
          serviceName: "hello-session-store",
          selector: { matchLabels: storeSelector },
          persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
          volumeClaimTemplates: [
            {
              metadata: { name: "data", labels: storeSelector },
              spec: {
                accessModes: ["ReadWriteOnce"],
                resources: { requests: { storage: "1Gi" } },
              },
            },
          ],
          template: {
            metadata: { labels: storeLabels },
            spec: {
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: "RuntimeDefault" },
                runAsUser: 999,
                runAsGroup: 999,
                fsGroup: 999,
                fsGroupChangePolicy: "OnRootMismatch",
              },
              containers: [
                {
                  name: "valkey",
                  image: "docker.io/valkey/valkey:8.1.3",
                  command: ["valkey-server", "/etc/valkey/valkey.conf"],
                  ports: [{ name: "redis", containerPort: 6379 }],
                  resources: {
                    requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "1Mi" },
                    limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "128Mi" },
                  },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ["ALL"] },
                    readOnlyRootFilesystem: true,
                  },
                  startupProbe: {
                    tcpSocket: { port: "redis" },
                    periodSeconds: 1,
                    timeoutSeconds: 5,
                    failureThreshold: 300,
                  },
                  readinessProbe: {
                    tcpSocket: { port: "redis" },
                    periodSeconds: 5,
                    timeoutSeconds: 5,
                    failureThreshold: 3,
                  },
                  volumeMounts: [
                    { name: "data", mountPath: "/data" },
                    { name: "config", mountPath: "/etc/valkey", readOnly: true },
                  ],
                },
              ],
              volumes: [{ name: "config", secret: { secretName: "hello-session-store-config" } }],
            },
          },
        },
      });
    });

    it("has a Service that costs no wait", () => {
      assert.deepEqual(inputsOf(registered, "Service", "hello-session-store"), {
        apiVersion: "v1",
        kind: "Service",
        metadata: {
          name: "hello-session-store",
          labels: storeLabels,
          annotations: { "pulumi.com/skipAwait": "true" },
        },
        spec: {
          type: "ClusterIP",
          selector: storeSelector,
          ports: [{ name: "redis", port: 6379, targetPort: "redis", protocol: "TCP" }],
        },
      });
    });

    it("lets nothing reach it but the application", () => {
      assert.deepEqual(inputsOf(registered, "NetworkPolicy", "hello-session-store"), {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "hello-session-store", labels: storeLabels },
        spec: {
          podSelector: { matchLabels: storeSelector },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ podSelector: { matchLabels: selector("hello") } }],
              ports: [{ port: "redis", protocol: "TCP" }],
            },
          ],
        },
      });
    });
  });

  it("takes the image and the volume, and leaves the user to OpenShift", async () => {
    const { registered } = await run(
      () =>
        new StickyApp("hello", {
          platform: "openshift",
          image,
          sessionStore: {
            type: "valkey",
            password,
            image: "registry.example.com/valkey:8",
            storage: { size: "5Gi", storageClassName: "fast" },
          },
        }),
    );
    const { spec } = inputsOf(registered, "StatefulSet", "hello-session-store") as {
      spec: {
        template: { spec: { securityContext: unknown; containers: { image: string }[] } };
        volumeClaimTemplates: { spec: unknown }[];
      };
    };
    assert.deepEqual(spec.template.spec.securityContext, {
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    assert.equal(spec.template.spec.containers[0]?.image, "registry.example.com/valkey:8");
    assert.deepEqual(spec.volumeClaimTemplates[0]?.spec, {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "5Gi" } },
      storageClassName: "fast",
    });
  });

  it("external: tells the application where it is, and makes no server", async () => {
    const url = pulumi.secret("rediss://shop:p%40ss@store.example.com:6380/2");
    const { registered } = await run(
      () => new StickyApp("hello", { ...onKubernetes, sessionStore: { type: "external", url } }),
    );
    assert.deepEqual(
      registered.filter(({ name }) => name.startsWith("hello-session")).map(({ type }) => type),
      ["kubernetes:core/v1:Secret"],
    );
    const { stringData } = inputsOf(registered, "Secret", "hello-session-store");
    assert.deepEqual(secretOf(stringData), {
      SESSION_STORE_URL: "rediss://store.example.com:6380/2",
      SESSION_STORE_HOST: "store.example.com",
      SESSION_STORE_PORT: "6380",
      SESSION_STORE_TLS: "true",
      SESSION_STORE_USERNAME: "shop",
      SESSION_STORE_PASSWORD: "p@ss",
    });
  });

  it("is a secret in the state too, given as one or not", async () => {
    for (const given of [password, pulumi.secret(password)]) {
      const { result } = await run(
        () =>
          new StickyApp("hello", {
            ...onKubernetes,
            sessionStore: { type: "valkey", password: given },
          }),
      );
      const { sessionStore } = result;
      const secrets = [sessionStore?.connection, sessionStore?.valkey?.configuration];
      for (const secret of secrets) {
        assert.ok(secret);
        assert.ok(await pulumi.isSecret(secret.stringData));
        assert.ok(await valueOf(secret.urn));
      }
    }
  });

  for (const [store, setting] of [
    [{ type: "valkey", password: none() }, "sessionStore.password"],
    [{ type: "external", url: none() }, "sessionStore.url"],
  ] as const) {
    it(`has its ${setting}, also where it turns out later to be none`, async () => {
      const message = messageOf(
        await attempt(() => new StickyApp("hello", { ...onKubernetes, sessionStore: store })),
      );
      assert.ok(message.includes(`\n\n${setting}\n`), message);
      assert.match(message, /has 1 problem; nothing was changed/);
    });
  }

  it("fills in what a URL leaves out", () => {
    assert.deepEqual(parseStoreUrl("redis://store"), {
      SESSION_STORE_URL: "redis://store:6379/0",
      SESSION_STORE_HOST: "store",
      SESSION_STORE_PORT: "6379",
      SESSION_STORE_TLS: "false",
      SESSION_STORE_USERNAME: "default",
      SESSION_STORE_PASSWORD: "",
    });
  });

  it("refuses a URL that is none without repeating it", () => {
    assert.throws(
      () => parseStoreUrl("p4ss@store:6379"),
      (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.doesNotMatch(error.message, /p4ss/);
        return true;
      },
    );
  });
});

/** An output of a program without types. */
function none(): pulumi.Output<string> {
  return pulumi.output(undefined) as unknown as pulumi.Output<string>;
}
