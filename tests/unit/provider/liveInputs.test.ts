import assert from "node:assert/strict";
import { importedInputs, liveInputs } from "../../../lab/provider/objects/liveInputs";
import type { PropertyMap } from "../../../lab/provider/properties/propertyValue";
import { sameQuantity } from "../../../lab/provider/objects/quantity";

describe("provider: inputs read from a live object", () => {
  it("hold what the program set, as it is now, and nothing else", () => {
    const inputs = {
      metadata: { name: "a", labels: { x: "1" } },
      spec: { replicas: 3, gone: true },
    };
    const live = {
      metadata: { name: "a", uid: "u", labels: { x: "2", other: "3" } },
      spec: { replicas: 1, revisionHistoryLimit: 10 },
      status: { replicas: 1 },
    };
    assert.deepEqual(liveInputs(live, inputs), {
      metadata: { name: "a", labels: { x: "2" } },
      spec: { replicas: 1 },
    });
  });

  it("keep the program's way of writing a quantity, but show another amount", () => {
    const inputs = {
      resources: { requests: { cpu: "1000m", memory: "0.5Gi" }, limits: { cpu: 1 } },
    };
    const same = { resources: { requests: { cpu: "1", memory: "512Mi" }, limits: { cpu: "1" } } };
    assert.deepEqual(liveInputs(same, inputs), inputs);
    const other = { resources: { requests: { cpu: "2", memory: "512Mi" }, limits: { cpu: "1" } } };
    assert.deepEqual(liveInputs(other, inputs), {
      resources: { requests: { cpu: "2", memory: "0.5Gi" }, limits: { cpu: 1 } },
    });
  });

  it("do not take other texts for quantities", () => {
    assert.deepEqual(liveInputs({ labels: { a: "1" } }, { labels: { a: "1000m" } }), {
      labels: { a: "1" },
    });
  });

  it("match entries of lists by their names, for others may have put more in", () => {
    const inputs = { containers: [{ name: "app", image: "a:1" }] };
    const live: PropertyMap = {
      containers: [
        { name: "sidecar", image: "s" },
        { name: "app", image: "a:2", ports: [] },
      ],
    };
    assert.deepEqual(liveInputs(live, inputs), {
      containers: [
        { name: "app", image: "a:2" },
        { name: "sidecar", image: "s" },
      ],
    });
  });

  it("keep what the server drops because it is empty", () => {
    const inputs = { metadata: { labels: {} }, spec: { volumes: [], nothing: null } };
    assert.deepEqual(liveInputs({ metadata: {}, spec: {} }, inputs), inputs);
  });

  it("of a Secret read stringData back from data", () => {
    const inputs = { kind: "Secret", stringData: { password: "old", lost: "x" } };
    const live = { kind: "Secret", data: { password: "bmV3" } };
    assert.deepEqual(liveInputs(live, inputs), { kind: "Secret", stringData: { password: "new" } });
  });

  it("of an import are all that is not the server's", () => {
    const live = {
      metadata: {
        name: "a",
        uid: "u",
        resourceVersion: "1",
        managedFields: [{}],
        annotations: { "deployment.kubernetes.io/revision": "1" },
      },
      spec: { replicas: 1 },
      status: { replicas: 1 },
    };
    assert.deepEqual(importedInputs(live), { metadata: { name: "a" }, spec: { replicas: 1 } });
  });
});

describe("provider: quantities", () => {
  const same: [string | number, string | number][] = [
    ["1000m", "1"],
    ["1Gi", "1024Mi"],
    ["0.5Gi", "512Mi"],
    ["1e3", "1k"],
    [2, "2"],
    ["100M", "0.1G"],
  ];
  for (const [left, right] of same) {
    it(`${left} equals ${right}`, () => {
      assert.ok(sameQuantity(left, right));
    });
  }
  it("differ in amount, or are none", () => {
    assert.ok(!sameQuantity("1", "1001m"));
    assert.ok(!sameQuantity("1Gi", "1G"));
    assert.ok(!sameQuantity("a", "a"));
    assert.ok(!sameQuantity("1x", "1x"));
  });
});
