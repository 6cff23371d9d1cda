import { isPropertyMap, type PropertyMap, type PropertyValue } from "../properties/propertyValue";
import { type KubernetesObject, mapAt, stringAt, withValueAt } from "./kubernetesObject";
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
 * live object. Fields that only the server or other programs set are left out; where the server
 * merely writes the same thing in another way, the program's way is kept.
 */
export function liveInputs(live: KubernetesObject, inputs: KubernetesObject): KubernetesObject {
  const pruned = pruneMap(live, inputs, "");
  return inputs.kind === "Secret" ? withStringData(pruned, live, inputs) : pruned;
}

function pruneMap(live: PropertyMap, inputs: PropertyMap, parent: string): PropertyMap {
  const kept: [string, PropertyValue][] = [];
  for (const [name, input] of Object.entries(inputs)) {
    const value = live[name];
    if (value !== undefined) kept.push([name, pruneValue(value, input, name, parent)]);
    else if (isEmpty(input)) kept.push([name, input]);
  }
  return Object.fromEntries(kept);
}

function pruneValue(
  live: PropertyValue,
  input: PropertyValue,
  name: string,
  parent: string,
): PropertyValue {
  if (isPropertyMap(live) && isPropertyMap(input)) return pruneMap(live, input, name);
  if (Array.isArray(live) && Array.isArray(input)) return pruneList(live, input, name);
  const quantity = quantityParents.has(parent) || quantityFields.has(name);
  if (quantity && isScalar(live) && isScalar(input) && sameQuantity(live, input)) return input;
  return live;
}

function pruneList(live: PropertyValue[], inputs: PropertyValue[], name: string): PropertyValue[] {
  const pairs = inputs.map((input, index): [PropertyValue | undefined, PropertyValue] => {
    const named = stringAt(input, "name");
    const namesake =
      named === undefined ? undefined : live.find((item) => stringAt(item, "name") === named);
    return [namesake ?? live[index], input];
  });
  return pairs.flatMap(([value, input]) =>
    value === undefined ? [] : [pruneValue(value, input, name, "")],
  );
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
