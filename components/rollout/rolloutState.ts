import { textAt, valueAt } from "../affinity/objects";

/** How far a StatefulSet is. */
export interface RolloutState {
  /** Whether all pods are there, ready and of the newest revision. */
  readonly done: boolean;
  /** How many pods are ready, of the newest revision as far as it is known. */
  readonly ready: number;
  readonly wanted: number;
  /** The newest revision, by which its pods are labelled. */
  readonly revision: string | undefined;
}

/** Reads the status that the StatefulSet's controller writes, once it has seen the newest spec. */
export function rolloutState(statefulSet: unknown): RolloutState {
  const count = (...path: string[]): number => {
    const value = valueAt(statefulSet, ...path);
    return typeof value === "number" ? value : 0;
  };
  const wanted =
    typeof valueAt(statefulSet, "spec", "replicas") === "number" ? count("spec", "replicas") : 1;
  const isSeen = count("status", "observedGeneration") >= count("metadata", "generation");
  // Pods that are replaced by hand stay of the old revision.
  const byHand = textAt(statefulSet, "spec", "updateStrategy", "type") === "OnDelete";
  const updated = byHand ? wanted : count("status", "updatedReplicas");
  const ready = isSeen ? Math.min(count("status", "readyReplicas"), updated) : 0;
  return {
    done: isSeen && ready === wanted && count("status", "replicas") === wanted,
    ready,
    wanted,
    revision: isSeen ? textAt(statefulSet, "status", "updateRevision") : undefined,
  };
}
