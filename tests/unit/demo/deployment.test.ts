import assert from "node:assert/strict";
import { contextsIn, deploymentIn } from "../../../demo/pulumi/deployment";

const statefulSet = {
  type: "kubernetes:apps/v1:StatefulSet",
  outputs: {
    metadata: { name: "hello", namespace: "shop" },
    spec: { selector: { matchLabels: { "app.kubernetes.io/name": "hello" } } },
  },
};

function stackExport(...resources: object[]): string {
  return JSON.stringify({ version: 3, deployment: { resources } });
}

describe("demo deployment", () => {
  it("finds the StatefulSet and the Ingress in a stack's state", () => {
    const ingress = {
      type: "kubernetes:networking.k8s.io/v1:Ingress",
      outputs: { metadata: { name: "hello-web", namespace: "shop" } },
    };
    assert.deepEqual(
      deploymentIn(stackExport({ type: "pulumi:pulumi:Stack" }, statefulSet, ingress)),
      {
        workload: {
          name: "hello",
          namespace: "shop",
          selector: { "app.kubernetes.io/name": "hello" },
        },
        exposure: { kind: "ingress", name: "hello-web" },
      },
    );
  });

  it("finds a Route", () => {
    const route = {
      type: "kubernetes:route.openshift.io/v1:Route",
      outputs: { metadata: { name: "hello", namespace: "shop" } },
    };
    assert.deepEqual(deploymentIn(stackExport(statefulSet, route)).exposure, {
      kind: "route",
      name: "hello",
    });
  });

  it("says so where there is no StatefulSet", () => {
    assert.throws(() => deploymentIn(stackExport()), /has no StatefulSet/);
  });
});

describe("demo deployment's contexts", () => {
  const provider = (id: string, inputs: object) => ({
    urn: "urn:p",
    id,
    type: "pulumi:providers:kubernetes",
    inputs,
  });
  const service = (id: string) => ({
    type: "kubernetes:core/v1:Service",
    provider: `urn:p::${id}`,
  });

  it("are those of the providers that have objects", () => {
    const state = stackExport(
      provider("1", { context: "old" }),
      provider("2", { context: "mine" }),
      service("2"),
    );
    assert.deepEqual([...contextsIn(state)], ["mine"]);
  });

  it("include the one that was current", () => {
    assert.deepEqual([...contextsIn(stackExport(provider("1", {}), service("1")))], [undefined]);
  });

  it("are none without objects", () => {
    assert.deepEqual([...contextsIn(stackExport(provider("1", { context: "old" })))], []);
    assert.deepEqual([...contextsIn(JSON.stringify({ deployment: {} }))], []);
  });
});
