import type { Cluster } from "../../../components/cluster/cluster";

/** A cluster's answers where no application is there already. */
export const noApplication: Pick<
  Cluster,
  "namespace" | "service" | "workloads" | "disruptionBudgets"
> = {
  namespace: "default",
  service: () => Promise.resolve(undefined),
  workloads: () => Promise.resolve([]),
  disruptionBudgets: () => Promise.resolve([]),
};
