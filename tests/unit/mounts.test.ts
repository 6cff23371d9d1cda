import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { StickyApp } from "../../components/stickyApp";
import { inputsOf, onKubernetes } from "./stickyApp/children";
import { gatedPodSpec, labels } from "./support/expected";
import { type Registered, run, secretOf } from "./support/mocks";

interface PodSpec {
  containers: { volumeMounts: unknown[] }[];
  volumes: unknown[];
}

async function made(args: Partial<StickyAppArgs>): Promise<Registered[]> {
  const { registered } = await run(() => new StickyApp("hello", { ...onKubernetes, ...args }), {
    // As the API server has it: what has no name gets one.
    serve: (type, inputs) =>
      /:(Secret|ConfigMap)$/.test(type)
        ? { ...inputs, metadata: { name: type.endsWith(":Secret") ? "made-secret" : "made-map" } }
        : inputs,
  });
  return registered;
}

function podOf(registered: Registered[]): PodSpec {
  const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
    spec: { template: { spec: PodSpec } };
  };
  return spec.template.spec;
}

const usual = gatedPodSpec("hello", "");

describe("mounts", () => {
  it("are Secrets, ConfigMaps and claims, each as one volume", async () => {
    const registered = await made({
      mounts: [
        { path: "/etc/keys", secret: "keys" },
        { path: "/etc/app/app.yaml", configMap: "app", key: "app.yaml" },
        { path: "/srv/files", claim: "shared", subPath: "files" },
        { path: "/srv/themes", claim: "shared", subPath: "themes", readOnly: true },
        { path: "/etc/other", configMap: pulumi.output("app") },
      ],
    });
    const { containers, volumes } = podOf(registered);
    assert.deepEqual(containers[0]?.volumeMounts, [
      { name: "writable-0", mountPath: "/tmp" },
      { name: "mount-0", mountPath: "/etc/keys", readOnly: true },
      { name: "mount-1", mountPath: "/etc/app/app.yaml", readOnly: true, subPath: "app.yaml" },
      { name: "mount-2", mountPath: "/srv/files", subPath: "files" },
      { name: "mount-2", mountPath: "/srv/themes", readOnly: true, subPath: "themes" },
      { name: "mount-4", mountPath: "/etc/other", readOnly: true },
    ]);
    assert.deepEqual(volumes, [
      ...usual.volumes,
      { name: "mount-0", secret: { secretName: "keys" } },
      { name: "mount-1", configMap: { name: "app" } },
      { name: "mount-2", persistentVolumeClaim: { claimName: "shared" } },
      { name: "mount-4", configMap: { name: "app" } },
    ]);
    assert.ok(!registered.some(({ type }) => /:(Secret|ConfigMap)$/.test(type)));
  });

  it("have texts of their own in a ConfigMap, or in a Secret, of names that change with them", async () => {
    const registered = await made({
      mounts: [
        { path: "/etc/app/app.conf", content: "mode = fast\n" },
        { path: "/etc/app/key+1.pem", content: pulumi.secret("pem") },
      ],
    });
    assert.deepEqual(inputsOf(registered, "kubernetes:core/v1:ConfigMap", "hello-files"), {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { labels: labels("hello") },
      immutable: true,
      data: { "0-app.conf": "mode = fast\n" },
    });
    const { stringData, ...secret } = inputsOf(
      registered,
      "kubernetes:core/v1:Secret",
      "hello-files",
    );
    assert.deepEqual(secretOf(stringData), { "1-key_1.pem": "pem" });
    assert.deepEqual(secret, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { labels: labels("hello") },
      type: "Opaque",
      immutable: true,
    });
    const { containers, volumes } = podOf(registered);
    assert.deepEqual(containers[0]?.volumeMounts.slice(1), [
      { name: "files", mountPath: "/etc/app/app.conf", readOnly: true, subPath: "0-app.conf" },
      {
        name: "secret-files",
        mountPath: "/etc/app/key+1.pem",
        readOnly: true,
        subPath: "1-key_1.pem",
      },
    ]);
    assert.deepEqual(volumes, [
      ...usual.volumes,
      { name: "files", configMap: { name: "made-map" } },
      { name: "secret-files", secret: { secretName: "made-secret" } },
    ]);
  });
});
