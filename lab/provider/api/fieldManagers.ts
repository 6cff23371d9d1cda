import { mergeFields } from "../objects/fieldOwners";
import {
  type KubernetesObject,
  listAt,
  mapAt,
  stringAt,
  valueAt,
} from "../objects/kubernetesObject";
import type { PropertyMap } from "../properties/propertyValue";

/** The name under which objects are created, as the official provider has it. */
export const creationManager = "pulumi-kubernetes";

/** Managers whose plain writes become part of Pulumi's apply: what Pulumi created, and what kubectl made before Pulumi took over. */
const absorbed = new Set([
  creationManager,
  "pulumi-resource-kubernetes",
  "kubectl",
  "before-first-apply",
]);

function isAbsorbed(entry: PropertyMap): boolean {
  const manager = stringAt(entry, "manager") ?? "";
  const operation = stringAt(entry, "operation");
  return (
    entry.subresource === undefined &&
    absorbed.has(manager) &&
    (operation === "Update" || manager === "kubectl")
  );
}

function entriesOf(live: KubernetesObject): PropertyMap[] {
  return listAt(live, "metadata", "managedFields").map((entry) => mapAt(entry));
}

/** True if fields of a live object belong to a plain write of Pulumi: its next apply would conflict with them. */
export function isCreatedByPulumi(live: KubernetesObject): boolean {
  return entriesOf(live).some(
    (entry) => isAbsorbed(entry) && stringAt(entry, "manager") === creationManager,
  );
}

/**
 * The JSON patch that hands the fields of plain writes over to the server-side applies of `manager`.
 * Without it a changed field would conflict with Pulumi's own creation of the object, and a removed
 * field would stay. Undefined if there is nothing to hand over.
 */
export function handOver(live: KubernetesObject, manager: string): PropertyMap[] | undefined {
  const entries = entriesOf(live);
  const taken = entries.filter(isAbsorbed);
  const [first] = taken;
  if (first === undefined) return undefined;
  const isOwn = (entry: PropertyMap): boolean =>
    stringAt(entry, "manager") === manager &&
    stringAt(entry, "operation") === "Apply" &&
    entry.subresource === undefined;
  const own = entries.find(isOwn) ?? { ...first, manager, operation: "Apply" };
  const fields = [own, ...taken].map((entry) => mapAt(entry, "fieldsV1")).reduce(mergeFields);
  const others = entries.filter((entry) => !isAbsorbed(entry) && !isOwn(entry));
  return [
    {
      op: "replace",
      path: "/metadata/managedFields",
      value: [...others, { ...own, fieldsV1: fields }],
    },
    {
      op: "replace",
      path: "/metadata/resourceVersion",
      value: stringAt(live, "metadata", "resourceVersion") ?? "",
    },
  ];
}

/** True if the field at `path` belongs to somebody else and not to `manager`: another program keeps it. */
export function isManagedByOthers(
  live: KubernetesObject,
  path: readonly string[],
  manager: string,
): boolean {
  const fieldPath = path.map((name) => `f:${name}`);
  const owners = entriesOf(live).filter(
    (entry) => valueAt(entry, "fieldsV1", ...fieldPath) !== undefined,
  );
  const isOurs = (entry: PropertyMap): boolean =>
    stringAt(entry, "manager") === manager || isAbsorbed(entry);
  return owners.length > 0 && !owners.some(isOurs);
}

/** True if the API server keeps no record of who set which field. */
export function hasNoManagers(live: KubernetesObject): boolean {
  return entriesOf(live).length === 0;
}
