import type { Affinity } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import type { PlainObject } from "../../components/affinity/objects";
import { nameOf, namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Controller } from "./controller";
import type { ServedPath } from "./exposures/servedPath";
import type { Workload } from "./workload";

/** A host and path with all that decides whether its clients stay on their pods. */
export interface Subject extends ServedPath {
  /** `undefined` where it is not known. */
  readonly controller?: Controller;
  /** The controller's dialect; of several the one whose settings are there. */
  readonly dialect?: Dialect;
  /** What the dialect's settings say; `undefined` where affinity is off or the controller is not known. */
  readonly affinity?: Affinity;
  /** What keeps clients beside what the dialects know, a phrase; `undefined` where nothing does. */
  readonly otherwise?: string;
  /** The Service, where it is among what was read. */
  readonly service?: Sourced;
  readonly workloads: readonly Workload[];
  /** What the dialects read: the object for this path, the Service, and what has settings for them. */
  readonly objects: readonly PlainObject[];
}

/** For a sentence: `Ingress shop/web`. */
export function called(sourced: Sourced): string {
  const namespace = namespaceOf(sourced);
  return `${sourced.object.kind} ${namespace === "" ? "" : `${namespace}/`}${nameOf(sourced)}`;
}

/** For a sentence: `shop.example.com/cart`. */
export function addressOf({ host, path }: Pick<Subject, "host" | "path">): string {
  return `${host === "" ? "*" : host}${path}`;
}

/** How many pods answer at least and at most, by the workloads; `undefined` where they are not known. */
export function podsOf({
  workloads,
}: Pick<Subject, "workloads">): { readonly least: number; readonly most: number } | undefined {
  if (workloads.length === 0) {
    return undefined;
  }
  return {
    least: workloads.reduce((sum, { pods: { least } }) => sum + least, 0),
    most: workloads.reduce((sum, { pods: { most } }) => sum + most, 0),
  };
}
