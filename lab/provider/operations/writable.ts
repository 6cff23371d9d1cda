import type { Session } from "../session";
import { annotationOf } from "../objects/annotations";
import { type KubernetesObject, mapAt, withValueAt } from "../objects/kubernetesObject";
import { uniqueSuffix } from "../objects/naming";
import type { ObjectType } from "../objects/objectType";
import { contains, mapValues, textOf, Unknown } from "../properties/propertyValue";

/**
 * The object as it is sent to the API server. A Secret's `stringData` goes as `data`: the server
 * does not tell from `stringData` that an entry is gone.
 */
export function writable(inputs: KubernetesObject): KubernetesObject {
  if (inputs.apiVersion !== "v1" || inputs.kind !== "Secret") return inputs;
  const texts = mapValues(mapAt(inputs, "stringData"), (text) =>
    Buffer.from(textOf(text), "utf8").toString("base64"),
  );
  if (Object.keys(texts).length === 0) return inputs;
  const data = { ...mapAt(inputs, "data"), ...texts };
  return withValueAt({ ...inputs, data }, ["stringData"], undefined);
}

/** The name for server-side applies: the annotation's, the one used so far, or one made of the URN. */
export function fieldManagerFor(urn: string, inputs: KubernetesObject, used: string): string {
  const annotated = annotationOf(inputs, "patchFieldManager");
  if (annotated !== undefined) return annotated;
  return used === "" ? `pulumi-kubernetes-${uniqueSuffix(Buffer.from(urn))}` : used;
}

/**
 * Whether the API server can be asked what a write would lead to. It cannot if it does not answer,
 * if inputs are unknown, or if the kind is not served yet; then a preview shows the inputs alone.
 */
export async function canDryRun(
  session: Session,
  type: ObjectType,
  inputs: KubernetesObject,
): Promise<boolean> {
  if (!session.isReachable || contains(inputs, Unknown)) return false;
  return session.discovery.serves(type);
}
