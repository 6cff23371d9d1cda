import assert from "node:assert/strict";
import { kubectl, objectsIn } from "../support/cluster";
import { labController, resolveTo, titleOf, withControllers } from "../support/controllers";
import { eventually } from "../support/eventually";
import { createObjects, deployment, service } from "../support/plainObjects";
import { TestStack } from "../support/testStack";
import { assertPassed, verifyStack } from "../support/verifier";

const controllers = ["traefik", "haproxy-ingress"].map(labController);

/** What the stack makes in the namespace of the application. */
const made: Readonly<Record<string, readonly string[]>> = {
  traefik: ["ingress.networking.k8s.io/hello", "service/hello-sticky"],
  "haproxy-ingress": ["ingress.networking.k8s.io/hello"],
};

describe("an application that was there already", function () {
  this.timeout(10 * 60_000);
  let restore: () => Promise<void>;

  before(async () => {
    restore = await withControllers("kubernetes", controllers);
  });
  after(() => restore());

  for (const controller of controllers) {
    describe(`behind ${titleOf(controller)}`, () => {
      let stack: TestStack;
      let found: { objects: string[]; application: string };

      /** The Service and the Deployment, but for their status. */
      const application = async (): Promise<string> => {
        const fields = await Promise.all([
          get(`service/web`, "{.metadata.uid} {.metadata.resourceVersion} {.spec}"),
          get(
            `deployment/web`,
            "{.metadata.uid} {.metadata.generation} {.metadata.labels} {.spec}",
          ),
        ]);
        return fields.join("\n");
      };
      const get = (object: string, path: string) =>
        kubectl(["get", object, "--namespace", stack.namespace, `--output=jsonpath=${path}`]);
      const objects = async () =>
        (await objectsIn(stack.namespace)).filter(
          // Kubernetes' own, made of the Services and the pods.
          (object) => !/^(endpoint|pod\/|lease)/.test(object),
        );

      before(async () => {
        stack = await TestStack.create({
          ...{ ...controller.settings, drainSeconds: undefined },
          existingService: "web",
        });
        await createObjects(stack.namespace, [
          deployment("web", 2),
          service("web", { app: "web" }),
        ]);
        const rollout = ["rollout", "status", "deployment/web", "--timeout=120s"];
        await kubectl([...rollout, "--namespace", stack.namespace]);
        found = { objects: await objects(), application: await application() };
        await stack.configure({ existingService: `${stack.namespace}/web` });
      });
      after(() => stack.dispose());

      it("gets what its controller needs, and nothing else", async () => {
        const { events } = await stack.up();
        assert.deepEqual(
          (await objects()).filter((object) => !found.objects.includes(object)).sort(),
          made[controller.id],
        );
        const said = events.map(({ diagnosticEvent }) => diagnosticEvent?.message ?? "").join("");
        assert.match(said, /The Deployment \S+\/web is not changed, and lacks:/);
        assert.match(said, /a disruption budget/);
        await stack.upWithoutChanges();
      });

      it("is sticky", async () => {
        const { host, port, address } = resolveTo(controller, stack.host);
        assertPassed(
          await verifyStack(stack, ["--resolve", `${host}:${port}:${address}`, "--wait", "60"]),
        );
      });

      it("is as it was when the stack is gone", async () => {
        assert.equal(await application(), found.application);
        await stack.destroy();
        await eventually(async () => {
          assert.deepEqual(await objects(), found.objects);
        });
        assert.equal(await application(), found.application);
      });
    });
  }

  it("is asked for before anything is made", async () => {
    const stack = await TestStack.create({ drainSeconds: undefined, existingService: "web" });
    try {
      await assert.rejects(stack.up(), (error: Error) => {
        assert.match(error.message, /the namespace \S+ has no Service web/);
        return true;
      });
      assert.deepEqual(await objectsIn(stack.namespace), []);
    } finally {
      await stack.dispose();
    }
  });
});
