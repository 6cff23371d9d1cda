import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isPlainObject } from "../args/paths";
import type { PodPatch } from "../args/stickyAppArgs";

type PodSpec = k8s.types.input.core.v1.PodSpec;

/** By what the items of a list are told apart, by the list's name (the tags `patchMergeKey` of Kubernetes' api/core/v1/types.go). */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: "name",
  initContainers: "name",
  volumes: "name",
  env: "name",
  imagePullSecrets: "name",
  resourceClaims: "name",
  schedulingGates: "name",
  ports: "containerPort",
  volumeMounts: "mountPath",
  volumeDevices: "devicePath",
  hostAliases: "ip",
  topologySpreadConstraints: "topologyKey",
};

/** The pod's spec with what was asked for merged into it. */
export function patchedSpec(
  spec: pulumi.Output<PodSpec>,
  { spec: patch }: PodPatch = {},
): pulumi.Output<PodSpec> {
  return patch === undefined
    ? spec
    : pulumi
        .all([spec, patch])
        .apply(([original, known]) => strategicMerge(original, known) as PodSpec);
}

/** The labels or annotations of the pods with those that were asked for. */
export function patchedMetadata(
  part: "labels" | "annotations",
  own: Record<string, pulumi.Input<string>>,
  { metadata }: PodPatch = {},
): Record<string, pulumi.Input<string>> {
  const asked: unknown = isPlainObject(metadata) ? metadata[part] : undefined;
  return strategicMerge(own, asked ?? {}) as Record<string, pulumi.Input<string>>;
}

/**
 * Kubernetes' strategic merge: objects part by part, the items of the lists above by their key, and all else is replaced.
 * `null` removes a part.
 *
 * @param name the name of the list or object
 */
export function strategicMerge(original: unknown, patch: unknown, name = ""): unknown {
  if (isPlainObject(patch)) {
    const merged = isPlainObject(original) ? { ...original } : {};
    for (const [key, value] of Object.entries(patch)) {
      if (value === null) {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
        delete merged[key];
      } else if (value !== undefined) {
        merged[key] = strategicMerge(merged[key], value, key);
      }
    }
    return merged;
  }
  const key = mergeKeys[name];
  return key !== undefined && Array.isArray(patch)
    ? mergeItems(Array.isArray(original) ? original : [], patch, key)
    : patch;
}

function mergeItems(
  original: readonly unknown[],
  patch: readonly unknown[],
  key: string,
): unknown[] {
  const isOf = (value: unknown) => (item: unknown) =>
    isPlainObject(item) && isPlainObject(value) && item[key] === value[key];
  const added = patch.filter((item) => !original.some(isOf(item)));
  return [
    ...original.map((item) => {
      const change = patch.find(isOf(item));
      return change === undefined ? item : strategicMerge(item, change);
    }),
    ...added.map((item) => strategicMerge(undefined, item)),
  ];
}
