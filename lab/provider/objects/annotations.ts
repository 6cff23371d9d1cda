import { type KubernetesObject, stringAt } from "./kubernetesObject";

/** The annotations by which a program tells the provider what to do with one object. */
export const annotations = {
  autonamed: "pulumi.com/autonamed",
  skipAwait: "pulumi.com/skipAwait",
  waitFor: "pulumi.com/waitFor",
  timeoutSeconds: "pulumi.com/timeoutSeconds",
  patchForce: "pulumi.com/patchForce",
  patchFieldManager: "pulumi.com/patchFieldManager",
  deletionPropagationPolicy: "pulumi.com/deletionPropagationPolicy",
} as const;

type AnnotationName = keyof typeof annotations;

/** The value of one of the provider's annotations, or undefined. */
export function annotationOf(object: KubernetesObject, name: AnnotationName): string | undefined {
  return stringAt(object, "metadata", "annotations", annotations[name]);
}

/** True if one of the provider's annotations has the value "true". */
export function isAnnotated(object: KubernetesObject, name: AnnotationName): boolean {
  return annotationOf(object, name) === "true";
}

/**
 * How long to wait for an object, in milliseconds: the resource option `customTimeouts`
 * (`optionSeconds`, 0 if unset), else the annotation, else `fallback`.
 */
export function timeoutOf(
  object: KubernetesObject,
  optionSeconds: number,
  fallback: number,
): number {
  if (optionSeconds > 0) return optionSeconds * 1000;
  const annotated = annotationOf(object, "timeoutSeconds");
  return annotated !== undefined && /^\d+$/.test(annotated) ? Number(annotated) * 1000 : fallback;
}
