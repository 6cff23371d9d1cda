import { shellWord } from "../../components/affinity/shellWord";
import { readyAmong } from "../cluster/pod";
import { selectorWithoutPods } from "../diagnosis/unreachable";
import { counted } from "../message";
import { type Check, fail, pass, skipped } from "./check";

/** There are at least two pods, and all of them can answer. */
export const podsReady: Check = {
  id: "pods-ready",
  title: "there are several pods, all ready",
  run({ survey, target }) {
    const { pods } = survey;
    if (!pods || !target.cluster) {
      return skipped("the pods are not known: --service NAMESPACE/NAME");
    }
    const ready = readyAmong(pods);
    const seen = `${ready.length} of ${counted(pods.length, "pod")} ready`;
    const [waiting] = pods.filter((pod) => !ready.includes(pod));
    const { namespace } = target.cluster.service;
    if (pods.length === 0) {
      return fail("no-pods", seen, selectorWithoutPods({ target, survey }));
    }
    if (waiting) {
      return fail(
        "pod-not-ready",
        `${seen}: ${waiting.name} is not`,
        `${waiting.name} is not ready (${waiting.notReadyBecause ?? "no reason given"}), so that the controller leaves it out and moves its clients: kubectl describe pod ${shellWord(waiting.name)} --namespace ${shellWord(namespace)}`,
      );
    }
    if (ready.length === 1) {
      return fail(
        "single-pod",
        seen,
        `There is only one replica: it answers everything, sticky or not, so that nothing is proven, and its loss is an outage. Run two or more (pulumi config set replicas 3).`,
      );
    }
    return pass(`${seen}: ${ready.map(({ name }) => name).join(", ")}`, { ready: ready.length });
  },
};
