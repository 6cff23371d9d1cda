import { valueAt } from "../../components/affinity/objects";
import { nameOf, namespaceOf } from "../../manifests/sourced";
import { called } from "../model/subject";
import { onWorkloads, isManaged } from "./exposedWorkload";
import { type Found, type Rule } from "./rule";

const about = "workload";

export const noDisruptionBudget: Rule = {
  id: "no-disruption-budget",
  severity: "warning",
  about,
  title: "No disruption budget",
  meaning: "When nodes are emptied, as for an upgrade of the cluster, all pods may end at once.",
  why: "Evictions ask a disruption budget and nothing else.",
  sources: ["Kubernetes: Disruptions"],
  check: onWorkloads((exposed) => {
    const { workload } = exposed;
    const { sourced, pods, budgets } = workload;
    const labels = valueAt(sourced.object, "spec", "selector", "matchLabels");
    if (
      !isManaged(exposed) ||
      sourced.object.kind === "DaemonSet" ||
      pods.most < 2 ||
      budgets.length > 0
    ) {
      return undefined;
    }
    const namespace = namespaceOf(sourced);
    return {
      at: sourced,
      says: `No PodDisruptionBudget selects the pods of the ${called(sourced)}.`,
      ...(labels !== undefined && {
        fix: {
          objects: [
            {
              ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
              metadata: { name: nameOf(sourced), ...(namespace !== "" && { namespace }) },
              spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
            },
          ],
        },
      }),
    };
  }),
};

export const blockingDisruptionBudget: Rule = {
  id: "blocking-disruption-budget",
  severity: "warning",
  about,
  title: "A disruption budget that lets no pod go",
  meaning:
    "No node with such a pod can be emptied, until somebody deletes the pod by force and its users lose their requests.",
  why: "maxUnavailable 0, or minAvailable of all pods, refuses every eviction.",
  sources: ["Kubernetes: Specifying a Disruption Budget"],
  check: onWorkloads(({ workload }) =>
    workload.budgets.flatMap((at): Found[] => {
      const most = valueAt(at.object, "spec", "maxUnavailable");
      const least = valueAt(at.object, "spec", "minAvailable");
      const blocks =
        most === 0 ||
        most === "0%" ||
        least === "100%" ||
        (typeof least === "number" && least >= workload.pods.least);
      return blocks
        ? [
            {
              at,
              field: ["spec", most === undefined ? "minAvailable" : "maxUnavailable"],
              says: `The ${called(at)} has ${most === undefined ? `minAvailable: ${JSON.stringify(least)}` : `maxUnavailable: ${JSON.stringify(most)}`}, and the ${called(workload.sourced)} has ${workload.pods.least} at least.`,
              fix: {
                patch: {
                  on: at,
                  type: "merge",
                  content: { spec: { maxUnavailable: 1, minAvailable: null } },
                },
              },
            },
          ]
        : [];
    }),
  ),
};
