import assert from "node:assert/strict";
import { join } from "node:path";
import execa from "execa";
import { kubectl, objectsIn } from "../support/cluster";
import { eventually } from "../support/eventually";
import { labSucceeds } from "../support/lab";
import { TestStack } from "../support/testStack";
import { assertPassed, verifyStack } from "../support/verifier";

const chart = join(__dirname, "chart");

describe("a Helm release that was there already", function () {
  // The first run builds Helm.
  this.timeout(15 * 60_000);
  let program: string;
  let stack: TestStack;
  let found: { objects: string[]; release: string };

  const helm = async (...args: string[]) => {
    const { stdout } = await execa(program, [...args, "--namespace", stack.namespace]);
    return stdout;
  };
  const upgrade = (...args: string[]) =>
    helm("upgrade", "web", chart, "--reuse-values", "--wait", "--timeout", "5m", ...args);

  /** What the release consists of: its revision, and each object but for its status. */
  const release = async (): Promise<string> => {
    const fields = "{.metadata.uid} {.metadata.labels} {.metadata.annotations} {.spec}";
    const { namespace } = stack;
    const read = (object: string) =>
      kubectl(["get", object, "--namespace", namespace, `--output=jsonpath=${fields}`]);
    const objects = await Promise.all(["service/web", "deployment/web"].map(read));
    return [await helm("history", "web", "--output", "json"), ...objects].join("\n");
  };
  const objects = async () =>
    // Without Kubernetes' own, made of the Services and the pods.
    (await objectsIn(stack.namespace)).filter(
      (object) => !/^(endpoint|pod\/|lease|replicaset)/.test(object),
    );

  before(async () => {
    program = await labSucceeds("build", "helm");
    stack = await TestStack.create({ drainSeconds: undefined, existingService: "web" });
    await helm("install", "web", chart, "--wait", "--timeout", "5m");
    found = { objects: await objects(), release: await release() };
    await stack.configure({ existingService: `${stack.namespace}/web` });
  });
  after(() => stack.dispose());

  it("gets an Ingress and a Service beside its own, and nothing else", async () => {
    await stack.up();
    assert.deepEqual((await objects()).filter((object) => !found.objects.includes(object)).sort(), [
      "ingress.networking.k8s.io/hello",
      "service/hello-sticky",
    ]);
    assert.equal(await release(), found.release);
  });

  it("is sticky", async () => {
    assertPassed(await verifyStack(stack, ["--wait", "60"]));
  });

  it("is upgraded by Helm as before, and stays sticky", async () => {
    await upgrade("--set", "replicas=3", "--set", "podAnnotations.revision=two");
    await stack.upWithoutChanges();
    // Helm waits for the new pods, and not for the end of the old ones.
    await eventually(async () => {
      const ending = "--output=jsonpath={.items[*].metadata.deletionTimestamp}";
      assert.equal(await kubectl(["get", "pods", "--namespace", stack.namespace, ending]), "");
    }, 60_000);
    assertPassed(await verifyStack(stack, ["--wait", "60"]));
    found = { ...found, release: await release() };
  });

  it("is as it was when the stack is gone, and goes on as before", async () => {
    await stack.destroy();
    assert.equal(await release(), found.release);
    await eventually(async () => {
      const releases = "secret/sh.helm.release";
      const left = (await objects()).filter((object) => !object.startsWith(releases));
      assert.deepEqual(
        left,
        found.objects.filter((object) => !object.startsWith(releases)),
      );
    });
    await upgrade("--set", "replicas=2");
  });
});
