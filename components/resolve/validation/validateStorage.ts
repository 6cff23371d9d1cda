import type { Problem } from "../../affinity/problem";
import type { StickyAppArgs } from "../../args/stickyAppArgs";
import { isFolder, isHostName, parseQuantity } from "./formats";

/** What is wrong with the volume of each pod. */
export function validateStorage({ storage, writablePaths = ["/tmp"] }: StickyAppArgs): Problem[] {
  if (storage === undefined) {
    return [];
  }
  // From a stack's configuration one can come without the other.
  const { mountPath, size, storageClassName } = storage as Partial<typeof storage>;
  const problems: Problem[] = [];
  if (mountPath === undefined || !isFolder(mountPath) || writablePaths.includes(mountPath)) {
    problems.push({
      setting: "storage.mountPath",
      got: mountPath,
      ...(mountPath !== undefined &&
        writablePaths.includes(mountPath) && { reason: "writablePaths has it too" }),
      allowed: "an absolute path below /, without spaces, colons and ..",
      example: "/data",
    });
  }
  if (size === undefined || (parseQuantity(size) ?? 0) <= 0) {
    problems.push({
      setting: "storage.size",
      got: size,
      allowed: "a Kubernetes quantity above 0, such as 1Gi",
      example: "1Gi",
    });
  }
  if (storageClassName !== undefined && !isHostName(storageClassName)) {
    problems.push({
      setting: "storage.storageClassName",
      got: storageClassName,
      allowed: "the name of a StorageClass (kubectl get storageclass lists them)",
      example: null,
    });
  }
  return problems;
}
