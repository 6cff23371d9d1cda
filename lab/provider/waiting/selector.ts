import { type KubernetesObject, listAt, mapAt, stringAt } from "../objects/kubernetesObject";
import { textOf } from "../properties/propertyValue";

/** Writes a `LabelSelector` as the API takes it in a query. */
export function labelSelectorOf(selector: KubernetesObject): string {
  const equalities = Object.entries(mapAt(selector, "matchLabels")).map(
    ([key, value]) => `${key}=${textOf(value)}`,
  );
  const expressions = listAt(selector, "matchExpressions").flatMap((expression) => {
    const key = stringAt(expression, "key") ?? "";
    const values = listAt(expression, "values").map(textOf).join(",");
    const byOperator = new Map([
      ["In", `${key} in (${values})`],
      ["NotIn", `${key} notin (${values})`],
      ["Exists", key],
      ["DoesNotExist", `!${key}`],
    ]);
    return byOperator.get(stringAt(expression, "operator") ?? "") ?? [];
  });
  return [...equalities, ...expressions].join(",");
}

/** True if `owner` is the controller that made an object. */
export function isOwnedBy(object: KubernetesObject, owner: KubernetesObject): boolean {
  const uid = stringAt(owner, "metadata", "uid");
  return listAt(object, "metadata", "ownerReferences").some(
    (reference) => stringAt(reference, "uid") === uid,
  );
}
