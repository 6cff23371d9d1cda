import assert from "node:assert/strict";
import type { Dialect } from "../../../components/affinity/dialect";
import { findDialect } from "../../../components/affinity/dialects";
import type { LabController } from "../support/controllers";
import { shell } from "../support/shell";
import type { TestStack } from "../support/testStack";
import { assertPassed, verifyStack } from "../support/verifier";

/** The dialect of a controller of the lab. */
export function dialectOf({ id }: LabController): Dialect {
  return findDialect(id) ?? assert.fail(`there is no dialect ${id}`);
}

/** What every controller of the lab has to do: `stack` is deployed behind it, without the drain. */
export function keepsItsPromises(controller: LabController, stack: () => TestStack): void {
  const { address } = controller;

  it("keeps what its dialect promises", async () => {
    assertPassed(
      await verifyStack(stack(), [
        ...["--resolve", `${stack().host}:80:${address}`],
        ...["--disrupt", "pod-deletion,scale", "--yes", "--wait", "60"],
      ]),
    );
  });

  const keeps = dialectOf(controller).promises.keepsTerminatingPods;
  it(`${keeps ? "keeps" : "moves"} the clients of a terminating pod that still serves`, async () => {
    const { namespace, host, folder } = stack();
    const inNamespace = `--namespace ${namespace}`;
    const visit = `curl -s --max-time 5 --retry 20 --retry-delay 1 --retry-all-errors --fail --resolve ${host}:80:${address} -c jar -b jar ${await stack().url()} | sed -n "s/^Server name: //p"`;
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
      folder,
    );
    assert.match(terminating ?? "", /^\d/, "the pod has ended too early to tell");
    assert.equal(next === pod, keeps, `${pod ?? ""}, then ${next ?? ""}`);
  });
}
