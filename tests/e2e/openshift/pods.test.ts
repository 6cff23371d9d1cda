import assert from "node:assert/strict";
import { kubectl, podsOf } from "../support/cluster";
import { TestStack } from "../support/testStack";

describe("pods on OpenShift", () => {
  let stack: TestStack;
  let first: number;

  before(async () => {
    stack = await TestStack.create();
    await stack.up();
    const range = await kubectl([
      ...["get", "namespace", stack.namespace],
      "--output=jsonpath={.metadata.annotations.openshift\\.io/sa\\.scc\\.uid-range}",
    ]);
    assert.match(range, /^1\d{5}0000\/10000$/);
    first = Number(range.split("/")[0]);
  });
  after(() => stack.dispose());

  it("run as the first user of their namespace's range, with volumes of that group", async () => {
    const pods = await podsOf("hello", stack.namespace);
    assert.equal(pods.length, 3);
    for (const { metadata, spec } of pods) {
      assert.equal(metadata?.annotations?.["openshift.io/scc"], "restricted-v2");
      assert.equal(spec?.securityContext?.fsGroup, first);
      assert.deepEqual(
        spec.containers.map(({ securityContext }) => securityContext?.runAsUser),
        spec.containers.map(() => first),
      );
    }
  });

  it("have that user from the cluster, not from the program", async () => {
    const template = await kubectl([
      ...["get", "statefulset", "hello", "--namespace", stack.namespace],
      "--output=jsonpath={.spec.template}",
    ]);
    assert.doesNotMatch(template, /runAsUser|fsGroup|runAsGroup/);
  });

  it("are refused with a user of their own choice, as other namespaces' users are", async () => {
    for (const runAsUser of [101, first - 1, first + 10_000]) {
      await assert.rejects(
        kubectl(
          ["create", "--dry-run=server", "--filename=-", "--namespace", stack.namespace],
          JSON.stringify({
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "own" },
            spec: {
              securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
              containers: [
                {
                  name: "own",
                  image: "own",
                  securityContext: {
                    runAsUser,
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ["ALL"] },
                  },
                },
              ],
            },
          }),
        ),
        /unable to validate against any security context constraint/,
      );
    }
  });
});
