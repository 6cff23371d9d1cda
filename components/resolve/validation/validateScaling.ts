import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";
import { isWholeNumber } from "./formats";

/** What is wrong with how the number of pods changes and how an update goes from one to the next. */
export function validateScaling({
  replicas = 3,
  autoscaling,
  minReadySeconds,
}: StickyAppArgs): Problem[] {
  const problems: Problem[] = [];
  if (minReadySeconds !== undefined && !isWholeNumber(minReadySeconds, 0)) {
    problems.push({
      setting: "minReadySeconds",
      got: minReadySeconds,
      allowed: "a whole number of seconds, 0 or more",
      example: "5",
    });
  }
  if (autoscaling === undefined) {
    return problems;
  }
  // From a stack's configuration one can come without the other.
  const { maxReplicas, targetCpuPercent } = autoscaling as Partial<typeof autoscaling>;
  if (maxReplicas === undefined) {
    problems.push({
      setting: "autoscaling.targetCpuPercent",
      got: targetCpuPercent,
      reason: "there is no autoscaler without maxReplicas",
      allowed: "unset, or maxReplicas beside it",
      example: null,
    });
    return problems;
  }
  // Replicas that make no sense are refused as such.
  const least = isWholeNumber(replicas, 1) ? replicas : 1;
  if (!isWholeNumber(maxReplicas, least + 1)) {
    problems.push({
      setting: "autoscaling.maxReplicas",
      got: maxReplicas,
      allowed: `a whole number above replicas, so ${least + 1} or more`,
      example: String(2 * least),
    });
  }
  if (targetCpuPercent !== undefined && !isWholeNumber(targetCpuPercent, 1)) {
    problems.push({
      setting: "autoscaling.targetCpuPercent",
      got: targetCpuPercent,
      allowed: "a whole number of percent, 1 or more",
      example: "70",
    });
  }
  return problems;
}
