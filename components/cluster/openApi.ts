import { listAt, textAt, valueAt } from "../affinity/objects";

/** Whether the OpenAPI document of an API version has a field of a kind, by its path, through lists too. */
export function schemaHasField(
  document: unknown,
  apiVersion: string,
  kind: string,
  field: string,
): boolean {
  const [group = "", version] = apiVersion.split("/");
  const schemas = Object.values(valueAt(document, "components", "schemas") ?? {});
  let schema: unknown = schemas.find((candidate: unknown) =>
    listAt(candidate, "x-kubernetes-group-version-kind").some(
      (own) =>
        textAt(own, "group") === group &&
        textAt(own, "version") === version &&
        textAt(own, "kind") === kind,
    ),
  );
  for (const step of field.split(".")) {
    schema = valueAt(valueAt(schema, "items") ?? schema, "properties", step);
  }
  return schema !== undefined;
}
