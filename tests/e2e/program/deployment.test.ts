import assert from "node:assert/strict";
import { readyStatuses } from "../support/statuses";
import { kubectl, objectsIn, podsOf } from "../support/cluster";
import { messagesAbout, operations, warnings } from "../support/engineEvents";
import { eventually } from "../support/eventually";
import { platform } from "../support/platform";
import { TestStack, type WithEvents } from "../support/testStack";
import type { UpResult } from "@pulumi/pulumi/automation";

describe("a deployment", () => {
  let stack: TestStack;
  let first: WithEvents<UpResult>;

  before(async () => {
    stack = await TestStack.create();
    first = await stack.up();
  });
  after(() => stack.dispose());

  it("creates just the tutorial's objects, and a disruption budget", () => {
    assert.deepEqual(
      operations(first.events),
      [
        "create kubernetes:apps/v1:StatefulSet hello",
        "create kubernetes:core/v1:Service hello",
        "create kubernetes:core/v1:Service hello-headless",
        "create kubernetes:core/v1:ServiceAccount hello",
        "create kubernetes:policy/v1:PodDisruptionBudget hello",
        `create ${platform.exposure.type} hello`,
        "create sticky:index:StickyApp hello",
      ].sort(),
    );
  });

  it("has the URLs, the hosts and the cookie's name as outputs", () => {
    const { host } = stack;
    const values = Object.entries(first.outputs).map(([name, { value }]) => [
      name,
      value as unknown,
    ]);
    assert.deepEqual(Object.fromEntries(values), {
      url: `http://${host}/`,
      host,
      hosts: [host],
      urls: [`http://${host}/`],
      cookieName: "hello",
    });
  });

  it("warns of nothing", () => {
    assert.deepEqual(warnings(first.events), []);
  });

  it("is ready when `up` ends: three pods, an address for clients", async () => {
    assert.deepEqual(await readyStatuses(stack.namespace), {
      readyReplicas: 3,
      addresses: platform.readyAddresses(stack.namespace),
    });
    const pods = await podsOf("hello", stack.namespace);
    assert.deepEqual(
      pods.map(({ metadata }) => metadata?.name),
      ["hello-0", "hello-1", "hello-2"],
    );
  });

  it("spends no wait on the Service, which its annotation asks for", async () => {
    const annotations = await kubectl([
      ...["get", "service", "hello", "--namespace", stack.namespace],
      ...["--output", "jsonpath={.metadata.annotations}"],
    ]);
    assert.equal(
      (JSON.parse(annotations) as Record<string, string>)["pulumi.com/skipAwait"],
      "true",
    );
    // The headless Service has no annotation, as it is not waited for: the official plugin looks once.
    assert.deepEqual(
      messagesAbout(first.events, "kubernetes:core/v1:Service", "hello").filter((message) =>
        /finding pods|direct traffic/i.test(message),
      ),
      [],
      "the provider waited for the Service's pods",
    );
  });

  it("runs where `restricted` is enforced, which a plain pod is not let in by", async () => {
    await assert.rejects(
      kubectl(
        ["apply", "--filename=-", "--namespace", stack.namespace],
        JSON.stringify({
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name: "plain" },
          spec: { containers: [{ name: "plain", image: "plain" }] },
        }),
      ),
      /violates PodSecurity "restricted/,
    );
  });

  it("plans nothing without changes", async () => {
    await stack.previewWithoutChanges();
  });

  it("restarts no pod without changes", async () => {
    const before = await stack.podIdentities();
    await stack.upWithoutChanges();
    assert.deepEqual(await stack.podIdentities(), before);
  });

  it("is on the cluster as it is in the state", async () => {
    await stack.refreshWithoutChanges();
  });

  it("gets back what was deleted by hand, without touching the pods", async () => {
    const before = await stack.podIdentities();
    await kubectl(["delete", platform.exposure.kind, "hello", "--namespace", stack.namespace]);
    await stack.refresh();
    const { events } = await stack.up();
    assert.deepEqual(operations(events), [`create ${platform.exposure.type} hello`]);
    assert.deepEqual(await stack.podIdentities(), before);
    const visitor = await stack.visitor(false);
    await eventually(async () => {
      assert.equal((await visitor.visit()).status, 200);
    });
  });

  it("leaves nothing when destroyed, and can be destroyed again", async () => {
    assert.notDeepEqual(await objectsIn(stack.namespace), []);
    await stack.destroy();
    // Pods and endpoints are removed by their controllers a moment later.
    await eventually(async () => {
      assert.deepEqual(await objectsIn(stack.namespace), []);
    });
    await stack.destroy();
  });

  it("comes up again after it was destroyed", async () => {
    await stack.up();
    await stack.previewWithoutChanges();
  });
});
