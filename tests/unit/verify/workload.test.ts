import assert from "node:assert/strict";
import { type FieldsOwner, handedBack } from "../../../verify/cluster/workload";

const pulumi: FieldsOwner = {
  ...{ manager: "pulumi-kubernetes", operation: "Apply" },
  fieldsV1: { "f:spec": { "f:replicas": {}, "f:selector": {} } },
};
const controller: FieldsOwner = {
  ...{ manager: "kube-controller-manager", operation: "Update", subresource: "status" },
  fieldsV1: { "f:status": { "f:replicas": {} } },
};
const verifier: FieldsOwner = {
  ...{ manager: "sticky-session-verify", operation: "Update", subresource: "scale" },
  fieldsV1: { "f:spec": { "f:replicas": {} } },
};

describe("who may change the number of pods", () => {
  it("is who might before, once the verifier has put it back", () => {
    const meanwhile = { ...pulumi, fieldsV1: { "f:spec": { "f:selector": {} } } };
    assert.deepEqual(handedBack([meanwhile, controller, verifier], [pulumi, controller]), [
      pulumi,
      controller,
    ]);
  });

  it("is nobody where nobody did", () => {
    const none = { ...pulumi, fieldsV1: { "f:spec": { "f:selector": {} } } };
    assert.deepEqual(handedBack([none, verifier], [none]), [none]);
  });
});
