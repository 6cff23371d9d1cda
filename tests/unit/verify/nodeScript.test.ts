import assert from "node:assert/strict";
import type { CoreV1Api } from "@kubernetes/client-node";
import { runOnNode } from "../../../verify/cluster/nodeScript";

/** An API whose pod is in the given phase, and that notes what it is asked for. */
function fakeApi(phase: string, forbidden = false) {
  const calls: string[] = [];
  let body: unknown;
  const note = (call: string, answer: unknown = {}) => {
    calls.push(call);
    return Promise.resolve(answer);
  };
  const api = {
    createNamespace: () =>
      forbidden ? Promise.reject(new Error("forbidden")) : note("create namespace"),
    createNamespacedPod: (args: { body: unknown }) => {
      ({ body } = args);
      return note("create pod");
    },
    readNamespacedPod: () => Promise.resolve({ status: { phase } }),
    readNamespacedPodLog: () => Promise.resolve("no such process"),
    deleteNamespace: () => note("delete namespace"),
  } as unknown as CoreV1Api;
  return { api, calls, created: () => JSON.parse(JSON.stringify(body)) as { spec: object } };
}

const script = { node: "node-1", script: "busybox true", timeoutMilliseconds: 10_000 };
const all = ["create namespace", "create pod", "delete namespace"];

describe("a script on a node", () => {
  it("runs on that node whatever its taints, among all processes, and is gone afterwards", async () => {
    const { api, calls, created } = fakeApi("Succeeded");
    await runOnNode(api, script);
    assert.deepEqual(calls, all);
    assert.deepEqual(created().spec, {
      nodeName: "node-1",
      tolerations: [{ operator: "Exists" }],
      hostPID: true,
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      activeDeadlineSeconds: 70,
      containers: [
        {
          name: "script",
          image: "docker.io/library/busybox:1.37.0",
          command: ["sh", "-ec", "busybox true"],
          securityContext: {
            runAsUser: 0,
            seLinuxOptions: { type: "spc_t" },
            capabilities: { add: [] },
          },
        },
      ],
    });
  });

  it("is gone too where it failed, whose output is told", async () => {
    const { api, calls } = fakeApi("Failed");
    await assert.rejects(runOnNode(api, script), /^Error: no such process$/);
    assert.deepEqual(calls, all);
  });

  it("is gone too where it is interrupted", async () => {
    const { api, calls } = fakeApi("Running");
    const signal = AbortSignal.timeout(50);
    await assert.rejects(runOnNode(api, { ...script, signal }), /abort/i);
    assert.deepEqual(calls, all);
  });

  it("leaves nothing to delete where the cluster does not allow it", async () => {
    const { api, calls } = fakeApi("Running", true);
    await assert.rejects(runOnNode(api, script), /forbidden/);
    assert.deepEqual(calls, []);
  });
});
