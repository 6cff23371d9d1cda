import assert from "node:assert/strict";
import { ObjectIndex, podSpecPath, portOf } from "../../../manifests/objectIndex";
import { nameOf, type Sourced } from "../../../manifests/sourced";
import { readText } from "./reading";

const manifests = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web, tier: front}
  ports: [{name: http, port: 80, targetPort: 8080}, {port: 443}]
---
apiVersion: v1
kind: Service
metadata: {name: headless, namespace: shop}
spec: {selector: {app: web}}
---
apiVersion: v1
kind: Service
metadata: {name: external, namespace: shop}
spec: {type: ExternalName}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web, tier: front, more: "1"}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: back, namespace: shop}
spec: {template: {metadata: {labels: {app: web, tier: back}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: elsewhere}
spec: {template: {metadata: {labels: {app: web, tier: front}}}}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-0
  namespace: shop
  labels: {app: web, tier: front}
  ownerReferences: [{kind: StatefulSet, name: web, controller: true}]
---
apiVersion: v1
kind: Pod
metadata: {name: alone, namespace: shop, labels: {app: web, tier: front}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
`;

describe("the index of objects", () => {
  let index = new ObjectIndex();
  before(async () => {
    index = new ObjectIndex();
    const { objects } = await readText(manifests, 1000);
    objects.forEach((sourced) => {
      index.add(sourced);
    });
  });
  const service = (name: string): Sourced => {
    const found = index.service("shop", name);
    assert.ok(found);
    return found;
  };

  it("finds the workloads of a Service by its whole selector, in its namespace", () => {
    assert.deepEqual(index.workloadsOf(service("web")).map(nameOf), ["web", "alone"]);
    assert.deepEqual(index.workloadsOf(service("headless")).map(nameOf), ["web", "back", "alone"]);
    assert.deepEqual(index.workloadsOf(service("external")), []);
  });

  it("finds the Services of a workload", () => {
    const workload = index.find("StatefulSet", "apps", "shop", "web");
    assert.ok(workload);
    assert.deepEqual(index.servicesOf(workload).map(nameOf), ["web", "headless"]);
  });

  it("keeps kinds of one name apart by their API group", () => {
    const istio = index.find("Gateway", "networking.istio.io", "shop", "web");
    assert.equal(istio?.object.apiVersion, "networking.istio.io/v1");
    assert.equal(index.all("Gateway").length, 2);
    assert.equal(index.all("Gateway", "gateway.networking.k8s.io").length, 1);
    assert.equal(index.find("Gateway", "networking.istio.io", "", "web"), undefined);
  });

  it("knows a port by its number and by its name", () => {
    const { object } = service("web");
    assert.equal(portOf(object, "http"), portOf(object, 80));
    assert.ok(portOf(object, 443));
    assert.equal(portOf(object, 8080), undefined);
    assert.equal(portOf(object, "https"), undefined);
  });

  it("knows where the pods are specified", () => {
    assert.deepEqual(podSpecPath({ kind: "Pod" }), ["spec"]);
    assert.deepEqual(podSpecPath({ kind: "Rollout" }), ["spec", "template", "spec"]);
  });
});
