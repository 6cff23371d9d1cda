import { contains, isPropertyMap, mapValues, type PropertyMap, Secret } from "./propertyValue";

/**
 * Marks as secret what is secret in `source`, so that a value which the API server hands back stays hidden.
 *
 * Maps are walked through, so that one secret field does not hide a whole object. A list that holds
 * a secret is hidden whole, because the server may reorder it. `data` and `stringData` of a Secret
 * are always hidden.
 */
export function withSecretness(properties: PropertyMap, source: PropertyMap): PropertyMap {
  const isSecret = properties.kind === "Secret";
  return mapValues(properties, (value, name) => {
    if (value instanceof Secret) return value;
    if (isSecret && (name === "data" || name === "stringData")) return new Secret(value);
    const original = source[name];
    if (original === undefined) return value;
    if (isPropertyMap(value) && isPropertyMap(original)) return withSecretness(value, original);
    return contains(original, Secret) ? new Secret(value) : value;
  });
}
