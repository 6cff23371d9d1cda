import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { StickyApp } from "../../components/stickyApp";
import type { StickyAppArgs } from "../../components/args/stickyAppArgs";
import { gatedPodSpec, labels, podSpec, selector } from "./support/expected";
import { type Registered, run } from "./support/mocks";

const image = "registry.example.com/team/app:1";
const onKubernetes: StickyAppArgs = {
  platform: "kubernetes",
  controller: "traefik",
  image,
  host: "hello.example.com",
};
const onOpenshift: StickyAppArgs = { platform: "openshift", image };

async function childrenOf(
  args: StickyAppArgs,
): Promise<{ app: StickyApp; registered: Registered[] }> {
  const { result, registered } = await run(() => new StickyApp("hello", args));
  return { app: result, registered };
}

function inputsOf(registered: Registered[], kind: string): Record<string, unknown> {
  const found = registered.filter(({ type }) => type.endsWith(`:${kind}`));
  assert.equal(found.length, 1, kind);
  return { ...found[0]?.inputs };
}

describe("autoscaling", () => {
  it("keeps the pods between replicas and the most, and shrinks by one at a time after half an hour", async () => {
    const { app, registered } = await childrenOf({
      ...onKubernetes,
      autoscaling: { maxReplicas: 9 },
    });
    assert.ok(app.autoscaler);
    assert.deepEqual(inputsOf(registered, "HorizontalPodAutoscaler"), {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "hello", labels: labels("hello") },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "hello" },
        minReplicas: 3,
        maxReplicas: 9,
        metrics: [
          {
            type: "ContainerResource",
            containerResource: {
              container: "application",
              name: "cpu",
              target: { type: "Utilization", averageUtilization: 70 },
            },
          },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 1800,
            policies: [{ type: "Pods", value: 1, periodSeconds: 300 }],
          },
        },
      },
    });
  });

  it("takes no part in the number of pods later on", async () => {
    const ignored: Record<string, pulumi.CustomResourceOptions["ignoreChanges"]> = {};
    for (const [title, autoscaling] of [
      ["with", { maxReplicas: 9, targetCpuPercent: 50 }],
      ["without", undefined],
    ] as const) {
      // Resource options don't reach the mocks, but transformations see them.
      const note: pulumi.ResourceTransformation = ({ type, opts }) => {
        if (type === "kubernetes:apps/v1:StatefulSet") {
          ignored[title] = (opts as pulumi.CustomResourceOptions).ignoreChanges ?? [];
        }
        return undefined;
      };
      const args = { ...onKubernetes, autoscaling };
      await run(() => new StickyApp("hello", args, { transformations: [note] }));
    }
    assert.deepEqual(ignored, { with: ["spec.replicas"], without: [] });
  });

  it("is not there without being asked for, and nor is a network policy", async () => {
    const { app, registered } = await childrenOf(onKubernetes);
    assert.equal(app.autoscaler, undefined);
    assert.equal(app.networkPolicy, undefined);
    assert.ok(!registered.some(({ type }) => /Autoscaler|NetworkPolicy/.test(type)));
  });
});

describe("imagePullSecrets", () => {
  const podsOf = (registered: Registered[]) =>
    registered
      .filter(({ type }) => type.endsWith(":StatefulSet"))
      .map(({ inputs }) => inputs.spec as { template: { spec: { imagePullSecrets?: unknown } } })
      .map(({ template }) => template.spec.imagePullSecrets);
  const sessionStore = { type: "valkey", password: "correct horse battery" } as const;

  it("are in every pod, the application's and the session store's", async () => {
    const imagePullSecrets = ["regcred", pulumi.output("mirror")];
    const { registered } = await childrenOf({ ...onKubernetes, sessionStore, imagePullSecrets });
    const expected = [{ name: "regcred" }, { name: "mirror" }];
    assert.deepEqual(podsOf(registered), [expected, expected]);
  });

  it("are in no pod unless they are set", async () => {
    const { registered } = await childrenOf({ ...onKubernetes, sessionStore });
    assert.deepEqual(podsOf(registered), [undefined, undefined]);
  });
});

describe("storage", () => {
  const storage = { mountPath: "/uploads", size: "2Gi" };

  it("claims a volume for each pod, which outlives pod, StatefulSet and scale", async () => {
    const { registered } = await childrenOf({
      ...onKubernetes,
      storage: { ...storage, storageClassName: "fast" },
    });
    const { spec } = inputsOf(registered, "StatefulSet") as { spec: Record<string, unknown> };
    assert.deepEqual(spec.volumeClaimTemplates, [
      {
        metadata: { name: "data", labels: selector("hello") },
        spec: {
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: "2Gi" } },
          storageClassName: "fast",
        },
      },
    ]);
    assert.deepEqual(spec.persistentVolumeClaimRetentionPolicy, {
      whenDeleted: "Retain",
      whenScaled: "Retain",
    });
    const expected = gatedPodSpec("hello", image);
    const [application, gate] = expected.containers;
    assert.deepEqual(spec.template, {
      metadata: { labels: labels("hello") },
      spec: {
        ...expected,
        securityContext: {
          ...expected.securityContext,
          fsGroup: 65534,
          fsGroupChangePolicy: "OnRootMismatch",
        },
        containers: [
          {
            ...application,
            volumeMounts: [
              { name: "writable-0", mountPath: "/tmp" },
              { name: "data", mountPath: "/uploads" },
            ],
          },
          gate,
        ],
      },
    });
  });

  it("leaves the volume's owner to OpenShift, and the class to the cluster", async () => {
    const { registered } = await childrenOf({ ...onOpenshift, storage });
    const { spec } = inputsOf(registered, "StatefulSet") as {
      spec: {
        template: { spec: ReturnType<typeof podSpec> };
        volumeClaimTemplates: { spec: object }[];
      };
    };
    assert.deepEqual(spec.template.spec.securityContext, podSpec("hello", image).securityContext);
    assert.deepEqual(spec.volumeClaimTemplates[0]?.spec, {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "2Gi" } },
    });
  });
});

describe("networkPolicy", () => {
  const cases: [title: string, args: StickyAppArgs, namespace: Record<string, string>][] = [
    [
      "the namespace that is given",
      { ...onKubernetes, proxyNamespace: "traefik" },
      { "kubernetes.io/metadata.name": "traefik" },
    ],
    [
      "the usual namespace of the controller",
      { ...onKubernetes, controller: "ingress-nginx" },
      { "kubernetes.io/metadata.name": "ingress-nginx" },
    ],
    [
      "OpenShift's routers, wherever they run",
      onOpenshift,
      { "policy-group.network.openshift.io/ingress": "" },
    ],
  ];
  it("lets the proxy reach the drain gate too where it is the proxy that looks at it", async () => {
    const args = { ...onKubernetes, controller: "haproxy-ingress-drain-support" };
    const portsWith = async (drain: StickyAppArgs["drain"]) => {
      const { registered } = await childrenOf({
        ...{ ...args, drain, networkPolicy: true, proxyNamespace: "haproxy" },
      });
      const { spec } = inputsOf(registered, "NetworkPolicy") as {
        spec: { ingress: { ports?: { port: string }[] }[] };
      };
      return spec.ingress.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
    };
    assert.deepEqual(await portsWith({}), ["http", "gate"]);
    assert.deepEqual(await portsWith({ mode: "off" }), ["http"]);
  });

  for (const [title, args, matchLabels] of cases) {
    it(`lets only ${title} reach the application's port`, async () => {
      const { registered } = await childrenOf({ ...args, networkPolicy: true });
      assert.deepEqual(inputsOf(registered, "NetworkPolicy"), {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "hello", labels: labels("hello") },
        spec: {
          podSelector: { matchLabels: selector("hello") },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels }, podSelector: {} }],
              ports: [{ port: "http", protocol: "TCP" }],
            },
            // On every port: some applications are a cluster among themselves.
            { from: [{ podSelector: { matchLabels: selector("hello") } }] },
          ],
        },
      });
    });
  }

  it("lets those who are named reach the application's port too: namespaces and addresses", async () => {
    const networkPolicyFrom = ["monitoring", pulumi.output("10.0.0.0/8"), "fd00::/8"];
    const { registered } = await childrenOf({
      ...{ ...onKubernetes, networkPolicy: true, proxyNamespace: "traefik", networkPolicyFrom },
    });
    const { spec } = inputsOf(registered, "NetworkPolicy") as { spec: { ingress: object[] } };
    assert.equal(spec.ingress.length, 3);
    assert.deepEqual(spec.ingress[2], {
      from: [
        { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } },
        { ipBlock: { cidr: "10.0.0.0/8" } },
        { ipBlock: { cidr: "fd00::/8" } },
      ],
      ports: [{ port: "http", protocol: "TCP" }],
    });
  });
});
