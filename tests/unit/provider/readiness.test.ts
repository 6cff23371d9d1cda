import assert from "node:assert/strict";
import type { PropertyMap } from "../../../lab/provider/properties/propertyValue";
import type { Progress, Snapshot } from "../../../lab/provider/waiting/readiness";
import { builtInRule } from "../../../lab/provider/waiting/rules";

type Related = Snapshot["related"];

/** Evaluates the built-in rule of an object; by default nothing has changed for a long time. */
function look(
  apiVersion: string,
  kind: string,
  object: PropertyMap,
  related: Related = {},
  time: Partial<Pick<Snapshot, "elapsed" | "quiet">> = { elapsed: 1e6, quiet: 1e6 },
): Progress {
  const whole = { apiVersion, kind, ...object };
  const rule = builtInRule({ apiVersion, kind }, whole);
  assert.ok(rule !== undefined);
  return rule.evaluate({ object: whole, related, elapsed: 0, quiet: undefined, ...time });
}

const waitingPod: PropertyMap = {
  metadata: { name: "hello-0", namespace: "shop", ownerReferences: [{ uid: "owner" }] },
  status: {
    phase: "Pending",
    conditions: [
      { type: "Ready", status: "False", message: "containers with unready status: [app]" },
    ],
    containerStatuses: [
      {
        name: "app",
        ready: false,
        state: { waiting: { reason: "ErrImageNeverPull", message: "image x is not present" } },
      },
    ],
  },
};
const crashingPod: PropertyMap = {
  metadata: { name: "hello-1", ownerReferences: [{ uid: "owner" }] },
  status: {
    containerStatuses: [
      {
        name: "app",
        ready: false,
        state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 10s" } },
        lastState: { terminated: { exitCode: 3, reason: "Error" } },
      },
    ],
  },
};

describe("provider: readiness", () => {
  describe("of a StatefulSet", () => {
    const statefulSet = (
      generation: number,
      status: PropertyMap,
      updateStrategy: PropertyMap = {},
    ): PropertyMap => ({
      metadata: { name: "hello", uid: "owner", generation },
      spec: { replicas: 3, selector: { matchLabels: { app: "hello" } }, updateStrategy },
      status,
    });
    const done = {
      observedGeneration: 1,
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      currentRevision: "a",
      updateRevision: "a",
    };
    const at = (object: PropertyMap, related?: Related): Progress =>
      look("apps/v1", "StatefulSet", object, related);

    it("is reached when all replicas are ready and of the newest revision", () => {
      assert.ok(at(statefulSet(1, done)).ready);
    });

    it("is not reached before the controller has seen the change", () => {
      assert.ok(!at(statefulSet(2, done)).ready);
      assert.ok(at(statefulSet(2, { ...done, observedGeneration: 2 })).ready);
    });

    it("counts the pods while they are created", () => {
      const progress = at(statefulSet(1, { ...done, readyReplicas: 1 }));
      assert.ok(!progress.ready);
      assert.equal(
        progress.status,
        "[1/2] Waiting for StatefulSet to create Pods (1/3 Pods ready)",
      );
    });

    it("counts only updated pods while an update rolls out", () => {
      const rolling = {
        ...done,
        observedGeneration: 2,
        updateRevision: "b",
        updatedReplicas: 2,
        currentReplicas: 1,
      };
      assert.equal(
        at(statefulSet(2, rolling)).status,
        "[1/3] Waiting for StatefulSet update to roll out (2/3 Pods ready)",
      );
    });

    it("waits for the revision last", () => {
      const last = { ...done, observedGeneration: 2, updateRevision: "b" };
      const progress = at(statefulSet(2, last));
      assert.match(progress.status, /^\[2\/3\]/);
      assert.match(progress.problems.join(), /still "a"; it should become "b"/);
    });

    it("does not wait for revisions with OnDelete", () => {
      const status = { ...done, observedGeneration: 2, updateRevision: "b", currentReplicas: 1 };
      assert.ok(at(statefulSet(2, status, { type: "OnDelete" })).ready);
      assert.ok(!at(statefulSet(2, status, { type: "RollingUpdate" })).ready);
    });

    it("says what is wrong with its own pods", () => {
      const stranger = { ...waitingPod, metadata: { name: "other" } };
      const progress = at(statefulSet(1, { ...done, readyReplicas: 0 }), {
        pods: [waitingPod, crashingPod, stranger],
      });
      const text = progress.problems.join("\n");
      assert.match(text, /0 of 3 replicas are ready/);
      assert.match(text, /\[Pod shop\/hello-0\].*\[ErrImageNeverPull\] image x is not present/);
      assert.match(text, /\[Pod hello-1\].*CrashLoopBackOff.*ended with exit code 3/);
      assert.doesNotMatch(text, /other/);
    });
  });

  describe("of a Service", () => {
    const spec = { type: "ClusterIP", clusterIP: "10.0.0.1", selector: { app: "hello" } };
    const slice = (...conditions: PropertyMap[]): Related => ({
      endpoints: [{ endpoints: conditions.map((entry) => ({ conditions: entry })) }],
    });
    const at = (related: Related, quiet?: number, object: PropertyMap = { spec }): Progress =>
      look("v1", "Service", object, related, { elapsed: 1e6, quiet });

    it("is reached when its endpoints have been quiet for 10 s and none is pending", () => {
      assert.ok(at(slice({ ready: true }), 10_000).ready);
      assert.ok(!at(slice({ ready: true }), 9_999).ready);
      assert.ok(!at({ endpoints: [] }, undefined).ready);
    });

    it("is reached without any pod", () => {
      assert.ok(at(slice(), 10_000).ready);
    });

    it("is not reached while a pod is not ready, unless that pod is going", () => {
      const progress = at(slice({ ready: true }, { ready: false }), 10_000);
      assert.ok(!progress.ready);
      assert.deepEqual(progress.problems, ["1 of its Pods are not ready"]);
      assert.ok(at(slice({ ready: true }, { ready: false, terminating: true }), 10_000).ready);
    });

    it("is reached at once if it is headless, external or without a selector", () => {
      for (const other of [
        { ...spec, clusterIP: "None" },
        { ...spec, type: "ExternalName" },
        { type: "ClusterIP", clusterIP: "10.0.0.1" },
      ]) {
        assert.ok(at({}, undefined, { spec: other }).ready);
      }
    });

    it("needs an address if it is of type LoadBalancer", () => {
      const object = { spec: { ...spec, type: "LoadBalancer" } };
      assert.ok(!at(slice({ ready: true }), 10_000, object).ready);
      const status = { loadBalancer: { ingress: [{ ip: "127.0.0.1" }] } };
      assert.ok(at(slice({ ready: true }), 10_000, { ...object, status }).ready);
    });
  });

  describe("of an Ingress", () => {
    const path = { path: "/", backend: { service: { name: "hello" } } };
    const spec = { rules: [{ host: "a.example.org", http: { paths: [path] } }] };
    const addressed = { loadBalancer: { ingress: [{ ip: "127.0.0.1" }] } };
    const endpoints = [{ metadata: { labels: { "kubernetes.io/service-name": "hello" } } }];
    const at = (
      status: PropertyMap,
      related: Related,
      time: Partial<Pick<Snapshot, "elapsed" | "quiet">> = {},
    ): Progress => look("networking.k8s.io/v1", "Ingress", { spec, status }, related, time);

    it("is reached with an address and endpoints", () => {
      assert.ok(at(addressed, { endpoints }).ready);
      assert.ok(!at({}, { endpoints }).ready);
      assert.ok(!at({ loadBalancer: {} }, { endpoints }).ready);
      assert.ok(!at(addressed, { endpoints: [] }).ready);
    });

    it("does not need endpoints of an external Service", () => {
      const services = [{ metadata: { name: "hello" }, spec: { type: "ExternalName" } }];
      assert.ok(at(addressed, { endpoints: [], services }).ready);
    });

    it("gives up on missing endpoints after 10 s of quiet, or 60 s if there are none at all", () => {
      assert.ok(at(addressed, { endpoints: [] }, { quiet: 10_000 }).ready);
      assert.ok(at(addressed, { endpoints: [] }, { elapsed: 60_000 }).ready);
      assert.ok(!at(addressed, { endpoints: [] }, { elapsed: 59_000 }).ready);
    });

    it("says that nobody has published an address", () => {
      const progress = at({}, { endpoints });
      assert.equal(
        progress.status,
        "[2/3] Waiting for update of .status.loadBalancer with hostname/IP",
      );
      assert.match(progress.problems.join(), /no controller serves this Ingress/);
    });
  });

  it("is not waited for with kinds that are ready once they exist", () => {
    for (const kind of ["ServiceAccount", "Secret"]) {
      assert.equal(builtInRule({ apiVersion: "v1", kind }, {}), undefined);
    }
    assert.equal(builtInRule({ apiVersion: "example.org/v1", kind: "Service" }, {}), undefined);
  });
});
