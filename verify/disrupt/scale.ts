import { type Check, type CheckOutcome, skipped } from "../checks/check";
import { type Pod, readyAmong } from "../cluster/pod";
import { type Workload, workloadOf } from "../cluster/workload";
import { type Gone, judge } from "./judge";
import { type Scene, underLoad, untilPods, untilServed } from "./underLoad";

/** A pod is added, and taken away again: with strong affinity nobody moves. */
export const scaledUpAndBack: Check = {
  id: "scale",
  title: "a pod is added and taken away: nobody moves",
  needs: "a cookie",
  async run(context) {
    const { target, directory, samples, settings } = context;
    const { cluster } = target;
    if (!cluster) {
      return skipped("the cluster is not known: --service NAMESPACE/NAME");
    }
    const ready = readyAmong(await directory.refresh());
    const workload = await workloadOf(cluster.kubeConfig, cluster.service.namespace, ready);
    if (!workload) {
      return skipped("the pods belong to no StatefulSet or Deployment");
    }
    if (workload.autoscaler !== undefined) {
      return skipped(`the HorizontalPodAutoscaler ${workload.autoscaler} sets the number of pods`);
    }
    // So many that hashing would move at least one of them.
    const clients = Math.max(settings.clients, samples.clientsThatShowHashing(ready.length));
    return underLoad(context, clients, (scene) => scaleUpAndBack(scene, workload));
  },
};

async function scaleUpAndBack(scene: Scene, workload: Workload): Promise<CheckOutcome> {
  const { context, load, before } = scene;
  const { recorder, samples } = context;
  const requests = samples.requests(before.length);
  const old = new Set(before.map(({ uid }) => uid));
  let gone: Gone = new Map();
  let movedUp = 0;
  try {
    recorder.mark(`scaled to ${workload.replicas + 1}`);
    await workload.scale(workload.replicas + 1);
    const grown = await untilPods(
      context,
      "the additional pod",
      (now) => readyAmong(now).length > before.length,
    );
    recorder.mark("pod added");
    await untilServed(context);
    await load.untilSettled(requests);
    movedUp = load.moves.length;
    const added = readyAmong(grown).filter(({ uid }) => !old.has(uid));
    recorder.mark(`scaled to ${workload.replicas}`);
    gone = goneNow(added);
  } finally {
    await workload.restore();
  }
  await untilPods(context, "the additional pod's end", (now) => now.length <= before.length);
  await untilServed(context);
  await load.untilSettled(requests);
  return judge({
    scene,
    gone,
    done: `${workload.replicas} pods, then ${workload.replicas + 1} (${movedUp} moves), then ${workload.replicas} again (${load.moves.length - movedUp} moves)`,
    figures: { movesUp: movedUp, movesDown: load.moves.length - movedUp },
    movedCause:
      "The cookie is a key for consistent hashing where it should name one pod: with every change of the number of pods a part of the clients moves; use the controller's persistent mode (on ingress-nginx affinity-mode: persistent).",
  });
}

function goneNow(pods: readonly Pod[]): Gone {
  return new Map(pods.map(({ uid }) => [uid, performance.now()]));
}
