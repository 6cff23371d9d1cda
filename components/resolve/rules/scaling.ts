import type { Rule } from "../context";

/** An autoscaler has room above the replicas. */
export const checkScaling: Rule = ({ args, isRefused }) => {
  const { replicas, autoscaling } = args;
  const maxReplicas = autoscaling?.maxReplicas;
  if (maxReplicas === undefined || maxReplicas > replicas || isRefused("replicas")) {
    return [];
  }
  return [
    {
      setting: "autoscaling.maxReplicas",
      got: maxReplicas,
      allowed: `a whole number above {replicas}, so ${replicas + 1} or more`,
      example: String(2 * replicas),
    },
  ];
};
