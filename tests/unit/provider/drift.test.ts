import assert from "node:assert/strict";
import { fieldOwners } from "../../../lab/provider/objects/fieldOwners";
import { liveInputs } from "../../../lab/provider/objects/liveInputs";
import { withValueAt } from "../../../lab/provider/objects/kubernetesObject";
import type { PropertyMap, PropertyValue } from "../../../lab/provider/properties/propertyValue";

const program = "pulumi-kubernetes-1234abcd";
const creator = "pulumi-kubernetes";

const mounts: PropertyMap[] = [
  { name: "tmp", mountPath: "/tmp" },
  { name: "tmp", mountPath: "/run", subPath: "run" },
];

/** What the program says of a pod. */
const podSpec = {
  containers: [
    {
      name: "app",
      image: "app:1",
      ports: [{ name: "http", containerPort: 8080 }],
      env: [{ name: "A", value: "1" }],
      volumeMounts: mounts,
    },
  ],
  volumes: [{ name: "tmp", emptyDir: {} }],
};

/** The same as the API server completes it. */
const livePodSpec = {
  containers: [
    {
      name: "app",
      image: "app:1",
      imagePullPolicy: "IfNotPresent",
      terminationMessagePath: "/dev/termination-log",
      ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
      env: [{ name: "A", value: "1" }],
      volumeMounts: mounts,
    },
  ],
  volumes: [{ name: "tmp", emptyDir: {} }],
  dnsPolicy: "ClusterFirst",
};

/** An object that holds the pod, with the records of who set what in it. */
function objectWith(spec: PropertyMap, ...managedFields: PropertyMap[]): PropertyMap {
  return { metadata: { name: "hello", managedFields }, spec };
}

/** A record of the API server of who set what. */
function record(manager: string, operation: "Apply" | "Update", spec: PropertyMap): PropertyMap {
  return { manager, operation, fieldsV1: { "f:spec": spec } };
}

/** The inputs that a refresh reads. */
function refreshed(live: PropertyMap, inputs: PropertyMap): PropertyValue | undefined {
  return liveInputs(live, inputs, fieldOwners(live, program, creator)).spec;
}

describe("provider: a refresh", () => {
  it("takes what the API server fills in for no change", () => {
    const defaults = record(creator, "Update", { "f:dnsPolicy": {}, "f:containers": {} });
    assert.deepEqual(refreshed(objectWith(livePodSpec, defaults), { spec: podSpec }), podSpec);
  });

  const [app] = livePodSpec.containers;
  const [input] = podSpec.containers;
  const gate = { name: "gate", image: "gate:1" };
  const port = { name: "admin", containerPort: 9000, protocol: "TCP" };
  const variable = { name: "B", value: "2" };
  const mount = { name: "tmp", mountPath: "/var/run" };
  const volume = { name: "more", emptyDir: {} };
  const inApp = (live: PropertyMap): PropertyMap => ({
    ...livePodSpec,
    containers: [{ ...app, ...live }],
  });
  const inInput = (added: PropertyMap): PropertyMap => ({
    ...podSpec,
    containers: [{ ...input, ...added }],
  });

  const added: [string, PropertyMap, PropertyMap][] = [
    [
      "a container",
      { ...livePodSpec, containers: [gate, app ?? {}] },
      { ...podSpec, containers: [input ?? {}, gate] },
    ],
    [
      "a port",
      inApp({ ports: [...(app?.ports ?? []), port] }),
      inInput({ ports: [...(input?.ports ?? []), port] }),
    ],
    [
      "an environment variable",
      inApp({ env: [variable, ...(app?.env ?? [])] }),
      inInput({ env: [...(input?.env ?? []), variable] }),
    ],
    [
      "a mount",
      inApp({ volumeMounts: [mount, ...mounts] }),
      inInput({ volumeMounts: [...mounts, mount] }),
    ],
    [
      "a volume",
      { ...livePodSpec, volumes: [volume, ...livePodSpec.volumes] },
      { ...podSpec, volumes: [...podSpec.volumes, volume] },
    ],
  ];
  for (const [what, live, expected] of added) {
    it(`sees ${what} that was added by hand`, () => {
      assert.deepEqual(refreshed(objectWith(live), { spec: podSpec }), expected);
    });
  }

  it("sees a rule that was added by hand, before or after the program's", () => {
    const rules = (...hosts: string[]): PropertyMap => ({ rules: hosts.map((host) => ({ host })) });
    const inputs = { spec: rules("hello.test") };
    for (const hosts of [
      ["hello.test", "other.test"],
      ["other.test", "hello.test"],
    ]) {
      assert.deepEqual(refreshed(objectWith(rules(...hosts)), inputs), rules(...hosts));
    }
  });

  it("sees entries that were removed or renamed by hand", () => {
    assert.deepEqual(refreshed(objectWith({ ...livePodSpec, volumes: [] }), { spec: podSpec }), {
      ...podSpec,
      volumes: [],
    });
    const renamed = [{ name: "temp", emptyDir: {} }];
    assert.deepEqual(
      refreshed(objectWith({ ...livePodSpec, volumes: renamed }), { spec: podSpec }),
      { ...podSpec, volumes: renamed },
    );
  });

  describe("of a list that the program does not have", () => {
    const inputs = { spec: { ports: [{ port: 80 }] } };

    it("sees the entries that somebody added", () => {
      const live = { ports: [{ port: 80 }], externalIPs: ["192.0.2.1"] };
      const edit = record("kubectl-edit", "Update", { "f:externalIPs": {} });
      assert.deepEqual(refreshed(objectWith(live, edit), inputs), live);
    });

    it("sees them in an entry of another list too", () => {
      const live = {
        containers: [{ name: "app", env: [{ name: "A", value: "1" }] }],
      };
      const edit = record("kubectl-set", "Update", {
        "f:containers": { 'k:{"name":"app"}': { "f:env": { 'k:{"name":"A"}': {} } } },
      });
      assert.deepEqual(
        refreshed(objectWith(live, edit), { spec: { containers: [{ name: "app" }] } }),
        live,
      );
    });

    it("takes those that the API server filled in for no change", () => {
      const live = { ports: [{ port: 80 }], ipFamilies: ["IPv4"] };
      for (const records of [
        [],
        [record(creator, "Update", { "f:ipFamilies": {} })],
        [{ ...record("controller", "Update", { "f:ipFamilies": {} }), subresource: "status" }],
      ]) {
        assert.deepEqual(refreshed(objectWith(live, ...records), inputs), inputs.spec);
      }
    });

    it("leaves those in the metadata to their controllers", () => {
      const live = {
        metadata: {
          name: "hello",
          finalizers: ["service.kubernetes.io/load-balancer-cleanup"],
          managedFields: [
            {
              manager: "cloud-controller-manager",
              operation: "Update",
              fieldsV1: { "f:metadata": { "f:finalizers": {} } },
            },
          ],
        },
      };
      const named = { metadata: { name: "hello" } };
      assert.deepEqual(liveInputs(live, named, fieldOwners(live, program, creator)), named);
    });
  });

  describe("after an update that was cut off", () => {
    const sent = {
      "f:minReadySeconds": {},
      "f:template": {
        "f:metadata": { "f:labels": { "f:tier": {} } },
        "f:spec": {
          "f:containers": {
            'k:{"name":"app"}': { ".": {}, "f:name": {}, "f:image": {} },
            'k:{"name":"gate"}': { ".": {}, "f:name": {}, "f:image": {} },
          },
          "f:securityContext": { "f:runAsNonRoot": {} },
        },
      },
    };
    const live = {
      minReadySeconds: 5,
      replicas: 3,
      template: {
        metadata: { labels: { tier: "web", injected: "by another program" } },
        spec: {
          containers: [
            { name: "app", image: "app:1", imagePullPolicy: "Always" },
            { name: "gate", image: "gate:1", imagePullPolicy: "Always" },
          ],
          securityContext: { runAsNonRoot: true },
          dnsPolicy: "ClusterFirst",
        },
      },
    };
    const state = { template: { spec: { containers: [{ name: "app", image: "app:1" }] } } };

    it("sees all that it sent, and no more", () => {
      const object = objectWith(live, record(program, "Apply", sent));
      assert.deepEqual(refreshed(object, { spec: state }), {
        minReadySeconds: 5,
        template: {
          metadata: { labels: { tier: "web" } },
          spec: {
            containers: [
              { name: "app", image: "app:1" },
              { name: "gate", image: "gate:1" },
            ],
            securityContext: { runAsNonRoot: true },
          },
        },
      });
    });

    it("leaves alone what another program applied under its own name", () => {
      const object = objectWith(
        withValueAt(live, ["template"], state.template),
        record("another", "Apply", { "f:minReadySeconds": {} }),
      );
      assert.deepEqual(refreshed(object, { spec: state }), state);
    });

    it("sees values of a list that have no key", () => {
      const object = {
        metadata: {
          finalizers: ["a/b", "c/d"],
          managedFields: [
            {
              manager: program,
              operation: "Apply",
              fieldsV1: { "f:metadata": { "f:finalizers": { 'v:"a/b"': {} } } },
            },
          ],
        },
      };
      assert.deepEqual(liveInputs(object, {}, fieldOwners(object, program, creator)), {
        metadata: { finalizers: ["a/b"] },
      });
    });

    it("does not see a Secret's texts a second time, as the data that they were sent as", () => {
      const secret = {
        kind: "Secret",
        data: { password: "bmV3" },
        metadata: {
          managedFields: [
            { manager: program, operation: "Apply", fieldsV1: { "f:data": { "f:password": {} } } },
          ],
        },
      };
      const inputs = { kind: "Secret", stringData: { password: "old" } };
      assert.deepEqual(liveInputs(secret, inputs, fieldOwners(secret, program, creator)), {
        kind: "Secret",
        stringData: { password: "new" },
      });
    });
  });
});
