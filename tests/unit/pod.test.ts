import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PodPatch } from "../../components/args/stickyAppArgs";
import { resolve } from "../../components/resolve/resolve";
import { StickyApp } from "../../components/stickyApp";
import { strategicMerge } from "../../components/workload/podPatch";
import { image, inputsOf, onKubernetes } from "./stickyApp/children";
import { gatedPodSpec, labels } from "./support/expected";
import { run } from "./support/mocks";

async function templateWith(pod: PodPatch): Promise<unknown> {
  const { registered } = await run(() => new StickyApp("hello", { ...onKubernetes, pod }));
  const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet") as {
    spec: { template: unknown };
  };
  return spec.template;
}

describe("pod", () => {
  const usual = gatedPodSpec("hello", image);
  const [application, gate] = usual.containers;

  it("is merged into the pod template as Kubernetes does it", async () => {
    const template = await templateWith({
      metadata: {
        labels: { team: "web", "app.kubernetes.io/part-of": "shop" },
        annotations: { "prometheus.io/scrape": "true", note: pulumi.output("x") },
      },
      spec: {
        nodeSelector: { disktype: "ssd" },
        priorityClassName: pulumi.output("high"),
        tolerations: [{ key: "gpu", operator: "Exists" }],
        hostAliases: [{ ip: "10.0.0.1", hostnames: ["db"] }],
        securityContext: { supplementalGroups: [2000] },
        topologySpreadConstraints: [
          { topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule" },
        ],
        initContainers: [{ name: "migrate", image: "app:1", command: ["migrate"] }],
        containers: [
          {
            name: "application",
            env: [{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
            ports: [{ name: "metrics", containerPort: 9100 }],
            volumeMounts: [{ name: "cache", mountPath: "/cache" }],
            resources: { limits: { "nvidia.com/gpu": "1" } },
          },
          { name: "exporter", image: "exporter:1" },
        ],
        volumes: [
          { name: "writable-0", emptyDir: { medium: "Memory" } },
          { name: "cache", emptyDir: {} },
        ],
      },
    });
    const [spread, ...spreads] = usual.topologySpreadConstraints;
    assert.deepEqual(template, {
      metadata: {
        labels: { ...labels("hello"), team: "web", "app.kubernetes.io/part-of": "shop" },
        annotations: { "prometheus.io/scrape": "true", note: "x" },
      },
      spec: {
        ...usual,
        nodeSelector: { disktype: "ssd" },
        priorityClassName: "high",
        tolerations: [{ key: "gpu", operator: "Exists" }],
        hostAliases: [{ ip: "10.0.0.1", hostnames: ["db"] }],
        securityContext: { ...usual.securityContext, supplementalGroups: [2000] },
        topologySpreadConstraints: [{ ...spread, whenUnsatisfiable: "DoNotSchedule" }, ...spreads],
        initContainers: [{ name: "migrate", image: "app:1", command: ["migrate"] }],
        containers: [
          {
            ...application,
            env: [{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
            ports: [
              { name: "http", containerPort: 8080 },
              { name: "metrics", containerPort: 9100 },
            ],
            volumeMounts: [
              { name: "writable-0", mountPath: "/tmp" },
              { name: "cache", mountPath: "/cache" },
            ],
            resources: {
              ...application?.resources,
              limits: { ...application?.resources.limits, "nvidia.com/gpu": "1" },
            },
          },
          gate,
          { name: "exporter", image: "exporter:1" },
        ],
        volumes: [
          { name: "writable-0", emptyDir: { sizeLimit: "1Gi", medium: "Memory" } },
          { name: "gate", emptyDir: { sizeLimit: "1Mi" } },
          { name: "cache", emptyDir: {} },
        ],
      },
    });
  });

  it("changes nothing where it is empty", async () => {
    assert.deepEqual(await templateWith({}), {
      metadata: { labels: labels("hello") },
      spec: usual,
    });
  });
});

describe("a strategic merge", () => {
  for (const [title, original, patch, merged] of [
    ["merges objects part by part", { a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { b: 1, c: 3 } }],
    ["removes what is null", { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ["leaves out null in what is new", {}, { a: { b: null, c: 1 } }, { a: { c: 1 } }],
    ["replaces other lists", { args: ["a", "b"] }, { args: ["c"] }, { args: ["c"] }],
    [
      "finds the variables of a container by name, and keeps their order",
      {
        containers: [
          {
            name: "a",
            env: [
              { name: "X", value: "1" },
              { name: "Y", value: "2" },
            ],
          },
        ],
      },
      { containers: [{ name: "a", env: [{ name: "Z" }, { name: "X", value: "3" }] }] },
      {
        containers: [
          { name: "a", env: [{ name: "X", value: "3" }, { name: "Y", value: "2" }, { name: "Z" }] },
        ],
      },
    ],
    [
      "takes a list where there was none",
      {},
      { volumes: [{ name: "a" }] },
      { volumes: [{ name: "a" }] },
    ],
  ] as const) {
    it(title, () => {
      assert.deepEqual(strategicMerge(original, patch), merged);
    });
  }
});

describe("a patch whose structure is an output", () => {
  for (const [setting, pod] of [
    ["pod.metadata", { metadata: pulumi.output({}) }],
    ["pod.metadata.labels", { metadata: { labels: pulumi.output({}) } }],
    ["pod.spec", { spec: pulumi.output({}) }],
    ["pod.spec.containers", { spec: { containers: pulumi.output([]) } }],
    ["pod.spec.containers[0]", { spec: { containers: [pulumi.output({ name: "a" })] } }],
  ] as [string, PodPatch][]) {
    it(`is refused at ${setting}`, () => {
      const resolved = resolve("hello", { ...onKubernetes, pod });
      assert.ok("problems" in resolved);
      const [problem, ...others] = resolved.problems;
      assert.deepEqual(others, []);
      assert.equal(problem?.setting, setting);
      assert.equal(problem.reason, "it has to be known before anything is made");
    });
  }
});
