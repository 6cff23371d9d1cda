import { isPropertyMap, type PropertyMap, type PropertyValue } from "../properties/propertyValue";
import {
  type FieldOwners,
  ownedEntry,
  ownedField,
  type OwnedFields,
  ownedPart,
} from "./fieldOwners";
import { type KubernetesObject, mapAt, stringAt, withValueAt } from "./kubernetesObject";
import { listEntries } from "./listEntries";
import { sameQuantity } from "./quantity";

/** Fields whose entries are quantities, which the API server writes in its own way. */
const quantityParents = new Set([
  "capacity",
  "default",
  "defaultRequest",
  "hard",
  "limits",
  "max",
  "maxLimitRequestRatio",
  "min",
  "podFixed",
  "requests",
]);
const quantityFields = new Set(["averageValue", "divisor", "sizeLimit"]);

/**
 * What the cluster holds now of the fields that the program set: the inputs that would lead to the
 * live object. Where the server merely writes the same thing in another way, the program's way is
 * kept. Of what the program did not set there is:
 *
 * - every further entry of its lists;
 * - lists below `spec` that somebody added;
 * - whatever an update of the program sent that Pulumi's state does not know, for it was cut off.
 *
 * Left out is the rest: what the server filled in, and labels and the like of other programs.
 */
export function liveInputs(
  live: KubernetesObject,
  inputs: KubernetesObject,
  { program, others }: FieldOwners = { program: {}, others: {} },
): KubernetesObject {
  const isSecret = inputs.kind === "Secret";
  const owners: Owners = {
    // The texts of `stringData` were sent as `data`.
    program: isSecret && inputs.stringData !== undefined ? { ...program, "f:data": null } : program,
    others: { "f:spec": mapAt(others, "f:spec") },
  };
  const pruned = pruneMap(live, inputs, "", owners);
  return isSecret ? withStringData(pruned, live, inputs) : pruned;
}

/** Who owns what of a part of the object; undefined where nothing is owned. */
interface Owners {
  readonly program: OwnedFields | undefined;
  readonly others: OwnedFields | undefined;
}

function pruneMap(
  live: PropertyMap,
  inputs: PropertyMap,
  parent: string,
  owners: Owners,
): PropertyMap {
  const kept: [string, PropertyValue][] = [];
  const ownersOf = (name: string): Owners => ({
    program: ownedField(owners.program, name),
    others: ownedField(owners.others, name),
  });
  for (const [name, input] of Object.entries(inputs)) {
    const value = live[name];
    if (value !== undefined) {
      kept.push([name, pruneValue(value, input, name, parent, ownersOf(name))]);
    } else if (isEmpty(input)) kept.push([name, input]);
  }
  for (const [name, value] of Object.entries(live)) {
    if (Object.hasOwn(inputs, name)) continue;
    const { program, others } = ownersOf(name);
    if (program !== undefined) kept.push([name, ownedPart(value, program)]);
    else if (Array.isArray(value) && others !== undefined) kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

function pruneValue(
  live: PropertyValue,
  input: PropertyValue,
  name: string,
  parent: string,
  owners: Owners,
): PropertyValue {
  if (isPropertyMap(live) && isPropertyMap(input)) return pruneMap(live, input, name, owners);
  if (Array.isArray(live) && Array.isArray(input)) return pruneList(live, input, name, owners);
  const quantity = quantityParents.has(parent) || quantityFields.has(name);
  if (quantity && isScalar(live) && isScalar(input) && sameQuantity(live, input)) return input;
  return live;
}

function pruneList(
  live: PropertyValue[],
  inputs: PropertyValue[],
  name: string,
  owners: Owners,
): PropertyValue[] {
  return listEntries(live, inputs, name).map((entry) => {
    const program = ownedEntry(owners.program, entry.live);
    const others = ownedEntry(owners.others, entry.live);
    if (entry.input !== undefined) {
      return pruneValue(entry.live, entry.input, name, "", { program, others });
    }
    return program === undefined ? entry.live : ownedPart(entry.live, program);
  });
}

function isScalar(value: PropertyValue): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** The API server drops empty maps, empty lists and nulls in most places. */
function isEmpty(value: PropertyValue): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isPropertyMap(value) && Object.keys(value).length === 0;
}

/** A Secret's `stringData` can only be written: it is read back from `data`. */
function withStringData(
  pruned: PropertyMap,
  live: KubernetesObject,
  inputs: KubernetesObject,
): PropertyMap {
  const written = mapAt(inputs, "stringData");
  if (Object.keys(written).length === 0) return pruned;
  const read = Object.keys(written).flatMap((name): [string, PropertyValue][] => {
    const data = stringAt(live, "data", name);
    return data === undefined ? [] : [[name, Buffer.from(data, "base64").toString("utf8")]];
  });
  return { ...pruned, stringData: Object.fromEntries(read) };
}

const serverMetadata = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
];

const serverAnnotations = [
  "deployment.kubernetes.io/revision",
  "kubectl.kubernetes.io/last-applied-configuration",
];

/** The inputs for an object that Pulumi has not managed so far: all that it holds but what only the server sets. */
export function importedInputs(live: KubernetesObject): KubernetesObject {
  let inputs = withValueAt(live, ["status"], undefined);
  for (const name of serverMetadata) inputs = withValueAt(inputs, ["metadata", name], undefined);
  for (const name of serverAnnotations) {
    inputs = withValueAt(inputs, ["metadata", "annotations", name], undefined);
  }
  const annotated = Object.keys(mapAt(inputs, "metadata", "annotations")).length > 0;
  return annotated ? inputs : withValueAt(inputs, ["metadata", "annotations"], undefined);
}

/** A copy of program inputs without the metadata that only the server sets. */
export function withoutServerMetadata(inputs: KubernetesObject): KubernetesObject {
  if (!isPropertyMap(inputs.metadata)) return inputs;
  const metadata = Object.entries(inputs.metadata).filter(
    ([name]) => !serverMetadata.includes(name),
  );
  return { ...inputs, metadata: Object.fromEntries(metadata) };
}
