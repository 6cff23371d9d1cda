import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { readSettings } from "../../../components/config/readSettings";
import { createApp } from "../../../components/createApp";
import { run } from "../support/mocks";
import { configOf } from "../support/stackFile";
import { k8s, read, refusal, withSecrets } from "./config";

interface PodSpec {
  imagePullSecrets?: unknown;
  containers: { name: string; env: unknown; securityContext: unknown }[];
}

/** The pods of each StatefulSet that the file makes. */
async function podsOf(yaml: string): Promise<PodSpec[]> {
  const values = { name: "hello", platform: "kubernetes", image: "app:1", ...configOf(yaml) };
  const { registered } = await run(() => {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [`sticky-session:${key}`, value]),
      ),
    );
    return createApp(readSettings());
  });
  return registered
    .filter(({ type }) => type.endsWith(":StatefulSet"))
    .map(({ inputs }) => (inputs.spec as { template: { spec: PodSpec } }).template.spec);
}

/** Stack files as people write them. */
describe("a stack's file", () => {
  const references = `
config:
  sticky-session:controller: traefik
  sticky-session:host: shop.example.com
  sticky-session:environment:
    DB_PASSWORD:
      secretKeyRef: { name: db, key: password }
`;

  it("has a reference to a Secret in a pod's environment", async () => {
    const [pod] = await podsOf(references);
    assert.deepEqual(pod?.containers[0]?.env, [
      { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
    ]);
  });

  it("is refused with nothing and a list as variables, by their names", async () => {
    const message = await refusal(configOf(`${references}    KC_HOSTNAME:\n    HOSTS: [a, b]\n`));
    assert.match(message, /has 2 problems/);
    assert.match(message, /sticky-session:environment\.KC_HOSTNAME\n {2}got: {6}null\n/);
    assert.match(message, /sticky-session:environment\.HOSTS\n {2}got: {6}\["a","b"\]\n/);
  });

  describe("with pull secrets", () => {
    withSecrets("sessionStorePassword");

    it("pulls every image with them", async () => {
      const pods = await podsOf(`
config:
  sticky-session:controller: traefik
  sticky-session:host: shop.example.com
  sticky-session:image: registry.example.com/private/app:1
  sticky-session:imagePullSecrets: [regcred]
  sticky-session:sessionStore: valkey
  sticky-session:sessionStorePassword: correct horse battery
  sticky-session:sessionStoreImage: registry.example.com/mirror/valkey:8.1.3
`);
      const expected = [{ name: "regcred" }];
      assert.deepEqual(
        pods.map(({ imagePullSecrets }) => imagePullSecrets),
        [expected, expected],
      );
    });
  });

  it("starts an image whose user has no number", async () => {
    const [pod] = await podsOf(`
config:
  sticky-session:controller: traefik
  sticky-session:host: odoo.example.com
  sticky-session:image: docker.io/library/odoo:17.0
  sticky-session:port: "8069"
  sticky-session:probePath: /web/health
  sticky-session:runAsUser: 101
`);
    assert.deepEqual(pod?.containers[0]?.securityContext, {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
      runAsUser: 101,
    });
  });

  it("is led to the limit where a JVM requests more memory than it", async () => {
    const message = await refusal(
      configOf(`
config:
  sticky-session:controller: traefik
  sticky-session:host: kc.example.com
  sticky-session:memoryRequest: 1Gi
`),
    );
    assert.match(message, /\nsticky-session:memoryLimit\n/);
    assert.match(message, / {2}fix: {6}pulumi config set memoryLimit 1Gi --stack test$/);
  });
});

describe("the stack files of docs/pods.md", () => {
  withSecrets("sessionStoreUrl");
  const store = { sessionStore: "external", sessionStoreUrl: "redis://store" };
  const page = readFileSync("docs/pods.md", "utf8");

  for (const [index, [, yaml = ""]] of [...page.matchAll(/```yaml\n([^]*?)```/g)].entries()) {
    it(`are accepted: number ${index + 1}`, async () => {
      await assert.doesNotReject(read({ ...k8s, ...store, ...configOf(yaml) }));
    });
  }
});
