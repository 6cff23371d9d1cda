import { groupOf, type ObjectType } from "../objects/objectType";
import { type KubernetesObject, valueAt } from "../objects/kubernetesObject";
import { isPropertyMap, type PropertyValue } from "../properties/propertyValue";
import type { Difference } from "./differences";
import { parsePath, type PropertyPath, startsWith } from "./propertyPath";

/** Whether the data of ConfigMaps and Secrets is changed in place; else the object is replaced. */
export interface Mutability {
  readonly configMaps: boolean;
  readonly secrets: boolean;
}

// What the API server does not let one change, and what the official provider replaces an object
// for besides (provider/pkg/provider/diff.go, 4.34).
const always = ["kind", "metadata.name", "metadata.namespace"];

const statefulSet = [
  "spec.podManagementPolicy",
  "spec.revisionHistoryLimit",
  "spec.selector",
  "spec.serviceName",
  "spec.volumeClaimTemplates",
];

const persistentVolumeSources = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "csi",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "glusterfs",
  "hostPath",
  "iscsi",
  "local",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
];

const pod = [
  "affinity",
  "automountServiceAccountToken",
  "dnsConfig",
  "dnsPolicy",
  "enableServiceLinks",
  "hostAliases",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostname",
  "imagePullSecrets",
  "nodeName",
  "nodeSelector",
  "overhead",
  "preemptionPolicy",
  "priority",
  "priorityClassName",
  "readinessGates",
  "restartPolicy",
  "runtimeClassName",
  "schedulerName",
  "securityContext",
  "serviceAccount",
  "serviceAccountName",
  "shareProcessNamespace",
  "subdomain",
  "terminationGracePeriodSeconds",
  "volumes",
  "containers[*]",
  "initContainers[*]",
];

const byKind: Readonly<Record<string, readonly string[]>> = {
  "apps/DaemonSet": ["spec.selector"],
  "apps/Deployment": ["spec.selector"],
  "apps/StatefulSet": statefulSet,
  "batch/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/RoleBinding": ["roleRef"],
  "storage.k8s.io/StorageClass": ["parameters", "provisioner"],
  PersistentVolume: persistentVolumeSources.map((source) => `spec.${source}`),
  PersistentVolumeClaim: [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  Pod: pod.map((field) => `spec.${field}`),
  ResourceQuota: ["spec.scopes"],
  Secret: ["type"],
  Service: ["spec.clusterIP"],
};

/** The properties of an object whose change means a new object in the old one's place. */
export function replacementPaths(
  { apiVersion, kind }: ObjectType,
  inputs: KubernetesObject,
  mutability: Mutability,
): PropertyPath[] {
  const group = groupOf(apiVersion);
  const name = group === "" ? kind : `${group}/${kind}`;
  const paths = [...always, ...(byKind[name] ?? [])];
  const immutable = inputs.immutable === true;
  if (name === "ConfigMap" && (immutable || !mutability.configMaps)) {
    paths.push("data", "binaryData");
  }
  if (name === "Secret" && (immutable || !mutability.secrets)) paths.push("data", "stringData");
  return paths.map(parsePath);
}

/** True if a difference is in one of `paths`, or takes one of them away or brings it along. */
export function needsReplacement(difference: Difference, paths: readonly PropertyPath[]): boolean {
  return paths.some(
    (path) =>
      startsWith(difference.path, path) ||
      (startsWith(path, difference.path) && concerns(difference, path)),
  );
}

function concerns({ path, before, after }: Difference, target: PropertyPath): boolean {
  const rest = target.slice(path.length);
  return [before, after].some(
    (value: PropertyValue | undefined) =>
      isPropertyMap(value) && valueAt(value, ...rest) !== undefined,
  );
}
