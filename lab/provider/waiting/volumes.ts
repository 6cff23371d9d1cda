import { type KubernetesObject, nameOf, stringAt } from "../objects/kubernetesObject";
import type { Progress, ReadinessRule, Snapshot } from "./readiness";

/** A PersistentVolume is ready when it can be claimed or has been. */
export const persistentVolumeRule: ReadinessRule = {
  evaluate: ({ object }) => phaseProgress(object, ["Available", "Bound"]),
};

/**
 * A PersistentVolumeClaim is ready when it is bound. One whose storage class binds only once a pod
 * asks for the volume is ready while it waits for that.
 */
export const persistentVolumeClaimRule: ReadinessRule = {
  related: {
    classes: { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", namespace: "" },
  },
  evaluate: evaluateClaim,
};

function evaluateClaim({ object, related }: Snapshot): Progress {
  const wanted = stringAt(object, "spec", "storageClassName");
  const storageClass = (related.classes ?? []).find((candidate) => nameOf(candidate) === wanted);
  const late = stringAt(storageClass, "volumeBindingMode") === "WaitForFirstConsumer";
  return phaseProgress(object, late ? ["Bound", "Pending"] : ["Bound"]);
}

function phaseProgress(object: KubernetesObject, wanted: readonly string[]): Progress {
  const phase = stringAt(object, "status", "phase") ?? "none";
  const kind = stringAt(object, "kind") ?? "";
  if (wanted.includes(phase)) {
    return { ready: true, status: `${kind} is ${phase}`, problems: [] };
  }
  const status = `Waiting for ${kind} to be ${wanted[0] ?? ""} (phase ${phase})`;
  return { ready: false, status, problems: [`${kind} is in phase ${phase}`] };
}
