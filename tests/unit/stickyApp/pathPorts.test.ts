import assert from "node:assert/strict";
import { StickyApp } from "../../../components/stickyApp";
import { haproxy } from "../affinity/chosen";
import { read } from "../config/config";
import { run } from "../support/mocks";
import { inputsOf } from "./children";

interface Named {
  name: string;
  containerPort?: number;
  port?: number;
  targetPort?: string;
}

describe("a second port under the same host", () => {
  it("is served by the same pods, and the cookie names the pod for both", async () => {
    const { args } = await read({
      ...{ platform: "kubernetes", controller: "haproxy-ingress", host: "odoo.example.com" },
      ...{ name: "odoo", port: "8069", pathPorts: '{"/websocket": 8072, "/longpolling": "8072"}' },
      ...{ networkPolicy: "true", proxyNamespace: "haproxy" },
    });
    const { registered } = await run(() => new StickyApp("odoo", args));
    const ingress = inputsOf(registered, "kubernetes:networking.k8s.io/v1:Ingress", "odoo") as {
      metadata: { annotations: Record<string, string> };
      spec: { rules: { http: { paths: unknown } }[] };
    };
    const path = (at: string, name: string) => ({
      ...{ path: at, pathType: "Prefix" },
      backend: { service: { name: "odoo", port: { name } } },
    });
    assert.deepEqual(ingress.spec.rules[0]?.http.paths, [
      path("/websocket", "port-8072"),
      path("/longpolling", "port-8072"),
      path("/", "http"),
    ]);
    const { annotations } = ingress.metadata;
    assert.equal(annotations[`${haproxy}/session-cookie-value-strategy`], "pod-uid");
    assert.equal(annotations[`${haproxy}/session-cookie-dynamic`], "false");

    const service = inputsOf(registered, "kubernetes:core/v1:Service", "odoo") as {
      spec: { ports: Named[] };
    };
    assert.deepEqual(
      service.spec.ports.map(({ name, port, targetPort }) => [name, port, targetPort]),
      [
        ["http", 80, "http"],
        ["port-8072", 8072, "port-8072"],
      ],
    );
    const { spec } = inputsOf(registered, "kubernetes:apps/v1:StatefulSet", "odoo") as {
      spec: { template: { spec: { containers: { ports: Named[] }[] } } };
    };
    assert.deepEqual(
      spec.template.spec.containers[0]?.ports.map(({ name, containerPort }) => [
        name,
        containerPort,
      ]),
      [
        ["http", 8069],
        ["port-8072", 8072],
      ],
    );
    const policy = inputsOf(
      registered,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "odoo",
    ) as { spec: { ingress: { ports?: Named[] }[] } };
    assert.deepEqual(policy.spec.ingress[0]?.ports, [
      { port: "http", protocol: "TCP" },
      { port: "port-8072", protocol: "TCP" },
    ]);
  });
});
