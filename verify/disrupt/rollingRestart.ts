import type { Check, CheckOutcome } from "../checks/check";
import { readyAmong } from "../cluster/pod";
import { type Gone, judge } from "./judge";
import { type Scene, underLoad, untilPods, untilServed } from "./underLoad";

/**
 * Every pod is replaced, the last one first and each once the one before is ready again: what a
 * StatefulSet does in a rolling update. The pods are deleted and no template is changed, so that there
 * is nothing to put back.
 */
export const rollingRestart: Check = {
  id: "rolling-restart",
  title: "a rolling restart moves each client off its pod alone",
  needs: "a cookie",
  run: (context) => underLoad(context, context.settings.clients, judgeRestart),
};

/** What it took, and when each pod was told to end, by UID: `performance.now()`. */
export interface Restart {
  readonly seconds: number;
  readonly gone: Gone;
}

/** Replaces all pods, one after the other. */
export async function restartPods({ context, pods, before }: Scene): Promise<Restart> {
  const { recorder } = context;
  const start = performance.now();
  const gone = new Map<string, number>();
  for (const pod of [...before].reverse()) {
    recorder.mark(`${pod.name} restarted`);
    gone.set(pod.uid, performance.now());
    await pods.delete(pod);
    await untilPods(
      context,
      `the replacement of ${pod.name}`,
      (now) => !now.some(({ uid }) => uid === pod.uid) && readyAmong(now).length >= before.length,
    );
  }
  recorder.mark("all ready");
  return { seconds: Math.round((performance.now() - start) / 100) / 10, gone };
}

async function judgeRestart(scene: Scene): Promise<CheckOutcome> {
  const { context, load, before } = scene;
  const { samples } = context;
  const { seconds, gone } = await restartPods(scene);
  await untilServed(context);
  await load.untilSettled(samples.requests(before.length));
  return judge({
    scene,
    gone,
    done: `${before.length} pods restarted in ${seconds} s`,
    figures: { seconds },
  });
}
