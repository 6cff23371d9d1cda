import assert from "node:assert/strict";
import {
  handOver,
  isCreatedByPulumi,
  isManagedByOthers,
} from "../../../lab/provider/api/fieldManagers";
import type { PropertyMap } from "../../../lab/provider/properties/propertyValue";

const manager = "pulumi-kubernetes-12345678";

function live(...managedFields: PropertyMap[]): PropertyMap {
  return { metadata: { name: "a", resourceVersion: "7", managedFields } };
}
const created = {
  manager: "pulumi-kubernetes",
  operation: "Update",
  apiVersion: "v1",
  fieldsV1: { "f:spec": { "f:a": {} } },
};
const applied = {
  manager,
  operation: "Apply",
  apiVersion: "v1",
  fieldsV1: { "f:spec": { "f:b": {} } },
};
const controller = {
  manager: "kube-controller-manager",
  operation: "Update",
  subresource: "status",
  fieldsV1: { "f:status": {} },
};
const autoscaler = {
  manager: "kube-controller-manager",
  operation: "Update",
  subresource: "scale",
  fieldsV1: { "f:spec": { "f:replicas": {} } },
};

describe("provider: field managers", () => {
  it("hand over what Pulumi created to its applies", () => {
    assert.deepEqual(handOver(live(created, controller), manager), [
      {
        op: "replace",
        path: "/metadata/managedFields",
        value: [controller, { ...created, manager, operation: "Apply" }],
      },
      { op: "replace", path: "/metadata/resourceVersion", value: "7" },
    ]);
  });

  it("join it with what was applied before", () => {
    const patch = handOver(live(applied, created), manager);
    assert.deepEqual(patch?.[0]?.value, [
      { ...applied, fieldsV1: { "f:spec": { "f:a": {}, "f:b": {} } } },
    ]);
  });

  it("leave everything alone where there is nothing to hand over", () => {
    assert.equal(handOver(live(applied, controller, autoscaler), manager), undefined);
    assert.ok(!isCreatedByPulumi(live(applied, controller)));
    assert.ok(isCreatedByPulumi(live(created)));
  });

  it("tell whether somebody else keeps a field", () => {
    const path = ["spec", "replicas"];
    assert.ok(isManagedByOthers(live(applied, autoscaler), path, manager));
    const own = { ...applied, fieldsV1: { "f:spec": { "f:replicas": {} } } };
    assert.ok(!isManagedByOthers(live(own, autoscaler), path, manager));
    assert.ok(!isManagedByOthers(live(applied), path, manager));
  });
});
