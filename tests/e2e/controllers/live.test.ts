import assert from "node:assert/strict";
import { dialects, findDialect } from "../../../components/affinity/dialects";
import { labControllers, setUp, withControllers } from "../support/controllers";
import { shell } from "../support/shell";
import { TestStack } from "../support/testStack";
import { assertPassed, verifyStack } from "../support/verifier";

/** Without the drain, which would move the clients before the controller has to. */
const settings = { cookieMaxAgeSeconds: "3600", cookieSameSite: "Lax", drain: "off" };

/** Each is held to just the promises of its dialect. */
const controllers = labControllers.filter(({ platform }) => platform === "kubernetes");

describe("a controller that runs in the lab", function () {
  this.timeout(10 * 60_000);
  let restore: () => Promise<void>;

  before(async () => {
    restore = await withControllers("kubernetes", controllers);
  });
  after(() => restore());

  for (const controller of controllers) {
    const { id, address } = controller;
    describe(id, () => {
      let stack: TestStack;
      before(async () => {
        await setUp(controller);
        stack = await TestStack.create({ ...controller.settings, ...settings });
        await stack.up();
      });
      after(() => stack.dispose());

      it("keeps what its dialect promises", async () => {
        assertPassed(
          await verifyStack(stack, [
            ...["--resolve", `${stack.namespace}.localhost:80:${address}`],
            ...["--disrupt", "pod-deletion,scale", "--yes", "--wait", "60"],
          ]),
        );
      });

      const keeps = findDialect(id)?.promises.keepsTerminatingPods === true;
      it(`${keeps ? "keeps" : "moves"} the clients of a terminating pod that still serves`, async () => {
        const inNamespace = `--namespace ${stack.namespace}`;
        const visit = `curl -s --max-time 5 --retry 20 --retry-delay 1 --retry-all-errors --fail --resolve ${stack.namespace}.localhost:80:${address} -c jar -b jar ${await stack.url()} | sed -n "s/^Server name: //p"`;
        const lifecycle = { preStop: { sleep: { seconds: 15 } } };
        const spec = {
          terminationGracePeriodSeconds: 30,
          containers: [{ name: "application", lifecycle }],
        };
        const patch = JSON.stringify({ spec: { template: { spec } } });
        const [pod, next, terminating] = await shell(
          `
          kubectl patch statefulset hello ${inNamespace} --patch '${patch}' >&2
          kubectl rollout status statefulset hello ${inNamespace} --timeout=120s >&2
          sleep 3
          pod=$(${visit}); echo $pod
          kubectl delete pod $pod ${inNamespace} --wait=false >&2
          sleep 5
          echo $(${visit})
          kubectl get pod $pod ${inNamespace} --output 'jsonpath={.metadata.deletionTimestamp}'`,
          stack.folder,
        );
        assert.match(terminating ?? "", /^\d/, "the pod has ended too early to tell");
        assert.equal(next === pod, keeps, `${pod ?? ""}, then ${next ?? ""}`);
      });
    });
  }

  it("is just each one whose dialect says that it was seen live", () => {
    const live = dialects.filter(({ verified }) => verified === "live").map(({ id }) => id);
    assert.deepEqual(live.sort(), [...controllers.map(({ id }) => id)].sort());
  });
});
