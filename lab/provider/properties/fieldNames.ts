import { isPropertyMap, type PropertyMap, type PropertyValue, Secret } from "./propertyValue";

/**
 * Fields of a CustomResourceDefinition's schema have dashes in their names; the SDK's properties
 * have underscores in their place.
 */
const dashedNames = [
  "x-kubernetes-embedded-resource",
  "x-kubernetes-int-or-string",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-list-type",
  "x-kubernetes-map-type",
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-validations",
];

const toDashed = new Map(dashedNames.map((name) => [name.replaceAll("-", "_"), name]));
const toUnderscored = new Map(dashedNames.map((name) => [name, name.replaceAll("-", "_")]));

/** Names as the Kubernetes API has them. */
export function toApiNames(map: PropertyMap): PropertyMap {
  return renameKeys(map, toDashed);
}

/** Names as the Pulumi SDK has them. */
export function toPropertyNames(map: PropertyMap): PropertyMap {
  return renameKeys(map, toUnderscored);
}

function renameKeys(map: PropertyMap, names: ReadonlyMap<string, string>): PropertyMap {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [names.get(name) ?? name, renameIn(value, names)]),
  );
}

function renameIn(value: PropertyValue, names: ReadonlyMap<string, string>): PropertyValue {
  if (value instanceof Secret) return new Secret(renameIn(value.value, names));
  if (Array.isArray(value)) return value.map((item) => renameIn(item, names));
  return isPropertyMap(value) ? renameKeys(value, names) : value;
}
