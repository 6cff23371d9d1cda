import { stringAt } from "../objects/kubernetesObject";
import { isPodReady, podProblems } from "./podProblems";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";

/** A Pod is ready when its condition says so, or when it has ended well. */
export const podRule: ReadinessRule = { evaluate };

function evaluate({ object }: Snapshot): Progress {
  if (isPodReady(object)) {
    return { ready: true, status: "Pod initialization complete", problems: [] };
  }
  const phase = stringAt(object, "status", "phase") ?? "Pending";
  return {
    ready: false,
    status: `Waiting for Pod to be ready (phase ${phase})`,
    problems: [`the Pod is in phase ${phase} and not ready`, ...podProblems([object])],
  };
}
