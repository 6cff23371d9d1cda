import type * as k8s from "@pulumi/kubernetes";
import type { Plan } from "../resolve/plan";
import { selectorLabels } from "./labels";

/** The name of the volume in the pod; with the pod's it makes that of the claim, such as `data-hello-0`. */
const volumeName = "data";

type StatefulSetSpec = k8s.types.input.apps.v1.StatefulSetSpec;

/** A volume for each pod, which waits for the pod of that name to come back, however long. */
export function volumeClaims(
  plan: Plan,
): Pick<StatefulSetSpec, "volumeClaimTemplates" | "persistentVolumeClaimRetentionPolicy"> {
  const { storage } = plan;
  if (storage === undefined) {
    return {};
  }
  return {
    volumeClaimTemplates: [
      {
        metadata: { name: volumeName, labels: selectorLabels(plan) },
        spec: {
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: storage.size } },
          ...(storage.storageClassName !== undefined && {
            storageClassName: storage.storageClassName,
          }),
        },
      },
    ],
    persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
  };
}

export function storageMounts({ storage }: Plan): { name: string; mountPath: string }[] {
  return storage === undefined ? [] : [{ name: volumeName, mountPath: storage.mountPath }];
}

/** The group that volumes are given to, since a new one belongs to root. OpenShift gives it one of the namespace's own. */
export function volumeOwner({
  storage,
  fsGroup = storage && 65534,
  dialect,
}: Plan): Pick<k8s.types.input.core.v1.PodSecurityContext, "fsGroup" | "fsGroupChangePolicy"> {
  return fsGroup !== undefined && dialect.platform === "kubernetes"
    ? { fsGroup, fsGroupChangePolicy: "OnRootMismatch" }
    : {};
}
