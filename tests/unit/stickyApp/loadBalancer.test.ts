import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { StickyAppArgs } from "../../../components/args/stickyAppArgs";
import { resolve } from "../../../components/resolve/resolve";
import { StickyApp } from "../../../components/stickyApp";
import { alb } from "../affinity/chosen";
import { k8s, read } from "../config/config";
import { run } from "../support/mocks";
import { inputsOf, onKubernetes } from "./children";

const controller = "aws-load-balancer-controller";
const arn = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-90ab-cdef-1234-567890abcdef";

async function annotationsWith(args: Partial<StickyAppArgs>, name = "hello") {
  const { registered } = await run(
    () => new StickyApp(name, { ...onKubernetes, controller, ...args }),
  );
  const ingress = inputsOf(registered, "kubernetes:networking.k8s.io/v1:Ingress", name) as {
    metadata: { annotations: Record<string, string> };
  };
  const { annotations } = ingress.metadata;
  assert.ok(annotations[`${alb}/target-group-attributes`]?.includes("stickiness.enabled=true"));
  return annotations;
}

describe("the AWS load balancer", () => {
  it("asks the application's own health path on the container's port, and has https", async () => {
    const { name, args } = await read({
      ...{ ...k8s, controller, name: "grafana", host: "grafana.example.com" },
      ...{ port: "3000", probePath: "/api/health", tls: "edge" },
    });
    const found = await annotationsWith(args, name);
    assert.equal(found[`${alb}/target-type`], "ip");
    assert.equal(found[`${alb}/healthcheck-path`], "/api/health");
    assert.equal(found[`${alb}/success-codes`], "200-399");
    // The port of the pod that requests go to is the controller's default.
    assert.ok(!(`${alb}/healthcheck-port` in found));
    assert.equal(found[`${alb}/listen-ports`], '[{"HTTP":80},{"HTTPS":443}]');
    assert.equal(found[`${alb}/ssl-redirect`], "443");
    assert.ok(!(`${alb}/scheme` in found));
    assert.ok(!(`${alb}/certificate-arn` in found));
  });

  it("follows the readiness probe to another path and port", async () => {
    for (const port of [9001, pulumi.output(9001)]) {
      const found = await annotationsWith({ readiness: { path: "/ready", port } });
      assert.equal(found[`${alb}/healthcheck-path`], "/ready");
      assert.equal(found[`${alb}/healthcheck-port`], "9001");
    }
    const draining = await annotationsWith({
      drain: { mode: "app", readinessPath: "/draining", seconds: 20 },
    });
    assert.equal(draining[`${alb}/healthcheck-path`], "/draining");
  });

  for (const affinity of [{}, { type: "none" as const }]) {
    it(`says that it sends no headers of the readiness probe, affinity ${affinity.type ?? "on"}`, () => {
      const notesWith = (args: Partial<StickyAppArgs>) => {
        const resolved = resolve("hello", { ...onKubernetes, controller, affinity, ...args });
        assert.ok("plan" in resolved);
        return resolved.plan.notes.filter((note) => note.startsWith("The load balancer asks"));
      };
      const headers = { Host: "shop.example.com", "X-Probe": pulumi.output("1") };
      assert.deepEqual(notesWith({ readiness: { headers } }), [
        "The load balancer asks for the pods' health by itself, without the readiness probe's headers (Host, X-Probe), and with an IP address as Host: to a pod that refuses such a request it sends no clients. Have readiness ask a path that answers 200 to 399 without them.",
      ]);
      assert.deepEqual(notesWith({ readiness: { headers: {} }, startup: { headers } }), []);
    });
  }

  it("has the scheme and the certificates that are set, also those of other resources", async () => {
    const found = await annotationsWith({
      tls: { termination: "edge" },
      loadBalancer: { scheme: "internet-facing", certificateArns: [arn, pulumi.output(arn)] },
    });
    assert.equal(found[`${alb}/scheme`], "internet-facing");
    assert.equal(found[`${alb}/certificate-arn`], `${arn},${arn}`);
  });

  it("has listeners of one's own choice", async () => {
    const listeners = '[{"HTTPS":8443}]';
    const found = await annotationsWith({
      tls: { termination: "edge" },
      annotations: { ingress: { [`${alb}/listen-ports`]: listeners } },
    });
    assert.equal(found[`${alb}/listen-ports`], listeners);
  });

  it("has plain http alone where nothing else is said", async () => {
    for (const tls of [{}, { termination: "external" as const }]) {
      const found = await annotationsWith({ tls });
      assert.ok(!(`${alb}/listen-ports` in found));
      assert.ok(!(`${alb}/ssl-redirect` in found));
    }
  });
});
