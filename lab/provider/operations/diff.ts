import { type Difference, differences } from "../differ/differences";
import { formatPath, parsePath, startsWith } from "../differ/propertyPath";
import { needsReplacement, replacementPaths, type Mutability } from "../differ/replacement";
import { isAnnotated } from "../objects/annotations";
import { oldInputsOf, toObject } from "../objects/checkpoint";
import {
  type KubernetesObject,
  nameOf,
  stringAt,
  valueAt,
  withoutNulls,
  withValueAt,
} from "../objects/kubernetesObject";
import { withoutServerMetadata } from "../objects/liveInputs";
import { objectTypeOf, objectTypeOfUrn } from "../objects/objectType";
import type { PropertyMap } from "../properties/propertyValue";

/** The engine's request to compare a resource's state with its new inputs. */
export interface DiffRequest {
  readonly urn: string;
  /** Outputs of the last run. */
  readonly olds: PropertyMap;
  /** Inputs of the last run, if the engine sends them. */
  readonly oldInputs: PropertyMap | undefined;
  readonly news: PropertyMap;
  /** Property paths to leave out. */
  readonly ignoreChanges: readonly string[];
}

/** A changed property, for the engine's display. */
export interface PropertyChange {
  /** As the engine writes it: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  readonly kind: Difference["kind"];
  /** The change needs a new object. */
  readonly replaces: boolean;
}

/** What has to be done about a resource. */
export interface DiffResult {
  readonly changes: readonly PropertyChange[];
  /** The old object has to go first, because the new one takes its name. */
  readonly deleteBeforeReplace: boolean;
}

/** Compares the inputs of the last run with the new ones. */
export function diff(request: DiffRequest, mutability: Mutability): DiffResult {
  const declared = objectTypeOfUrn(request.urn);
  const before = comparable(oldInputsOf(request.olds, request.oldInputs));
  const after = comparable(toObject(request.news));
  const ignored = request.ignoreChanges.map(parsePath);
  const replacing = replacementPaths(objectTypeOf(after, declared), after, mutability);
  const changes = differences(before, after)
    .filter(({ path }) => !ignored.some((prefix) => startsWith(path, prefix)))
    .map((difference) => ({
      path: formatPath(difference.path),
      kind: difference.kind,
      replaces: needsReplacement(difference, replacing),
    }));
  const replaced = changes.some(({ replaces }) => replaces);
  return { changes, deleteBeforeReplace: replaced && keepsName(request.olds, before, after) };
}

/** The official provider takes no namespace and "default" for the same. */
function comparable(inputs: KubernetesObject): KubernetesObject {
  const plain = withoutNulls(withoutServerMetadata(inputs));
  return valueAt(plain, "metadata", "namespace") === "default"
    ? withValueAt(plain, ["metadata", "namespace"], undefined)
    : plain;
}

function keepsName(olds: PropertyMap, before: KubernetesObject, after: KubernetesObject): boolean {
  const oldName = stringAt(toObject(olds), "metadata", "name") ?? nameOf(before);
  const namespace = (object: KubernetesObject): unknown => valueAt(object, "metadata", "namespace");
  return (
    nameOf(after) !== "" &&
    !isAnnotated(after, "autonamed") &&
    nameOf(after) === oldName &&
    namespace(before) === namespace(after)
  );
}
