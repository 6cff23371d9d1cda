import type { Check, CheckContext, CheckOutcome } from "../checks/check";
import { fail } from "../checks/check";
import { type Pod, readyAmong } from "../cluster/pod";
import { judge } from "./judge";
import { type Scene, underLoad, untilPods, untilServed } from "./underLoad";

/** The pod that holds sessions is deleted, with the time that it asks for to end. */
export const podDeleted: Check = {
  id: "pod-deletion",
  title: "the pod is deleted: its sessions move once",
  needs: "a cookie",
  run: (context) => losePod(context, "deleted"),
};

/** The pod that holds sessions is killed at once. */
export const podKilled: Check = {
  id: "forced-kill",
  title: "the pod is killed at once: its sessions move once",
  needs: "a cookie",
  run: (context) => losePod(context, "killed", 0),
};

function losePod(context: CheckContext, how: string, graceSeconds?: number): Promise<CheckOutcome> {
  return underLoad(context, context.settings.clients, (scene) => {
    const { directory } = context;
    const victim = scene.load.clients
      .map(({ pod = "" }) => directory.find(pod))
      .find((pod) => pod !== undefined);
    return victim
      ? lose(scene, victim, how, graceSeconds)
      : Promise.resolve(
          fail(
            "pods-not-named",
            "the answers name no pod of the Service, so none was deleted",
            "The answers come from other pods than those of the Service, or do not name them: look at --identity and --service.",
          ),
        );
  });
}

async function lose(
  scene: Scene,
  victim: Pod,
  how: string,
  graceSeconds?: number,
): Promise<CheckOutcome> {
  const { context, load, pods, before } = scene;
  const { directory, recorder, samples } = context;
  const holders = load.clients.filter(({ pod }) => directory.find(pod ?? "")?.uid === victim.uid);
  recorder.mark(`${victim.name} ${how}`);
  const goneAt = performance.now();
  await pods.delete(victim, graceSeconds);
  await untilPods(
    context,
    `the replacement of ${victim.name}`,
    (now) => !now.some(({ uid }) => uid === victim.uid) && readyAmong(now).length >= before.length,
  );
  recorder.mark("replacement ready");
  await untilServed(context);
  await load.untilSettled(samples.requests(before.length));

  const stuck = holders.filter(({ pod }) => directory.find(pod ?? "")?.uid === victim.uid);
  const times = holders.flatMap(({ number }) => {
    const move = load.moves.find(({ client, at }) => client === number && at >= goneAt);
    return move ? [move.at - goneAt] : [];
  });
  if (stuck.length > 0) {
    return fail(
      "client-stuck-on-gone-pod",
      `${victim.name} was ${how}, and ${stuck.length} of its ${holders.length} clients were not answered by another pod`,
      "The controller goes on sending clients to the address of a pod that is gone: look at its endpoints.",
    );
  }
  const first = Math.round(Math.min(...times));
  const last = Math.round(Math.max(...times));
  return judge({
    scene,
    gone: new Map([[victim.uid, goneAt]]),
    inOrder: graceSeconds === undefined,
    done: `${victim.name} ${how}: its ${holders.length} clients moved after ${first.toLocaleString("en")} to ${last.toLocaleString("en")} ms and stay, with ${victim.name} replaced`,
    figures: { holders: holders.length, firstMoveMilliseconds: first, lastMoveMilliseconds: last },
  });
}
