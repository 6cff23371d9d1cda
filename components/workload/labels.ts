import type * as pulumi from "@pulumi/pulumi";
import type { Metadata } from "../affinity/objects";
import type { ExposurePlan } from "../resolve/plan";

/** What the Services, the StatefulSet and the disruption budget know the pods by; it can never change. */
export function selectorLabels({ name }: Pick<ExposurePlan, "name">): Record<string, string> {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name };
}

/**
 * The recommended labels and the user's own, on every object and on the pods. Nothing in the former changes from
 * one deployment to the next: a label of the pods that did would restart them all.
 */
export function labels(
  plan: Pick<ExposurePlan, "name" | "labels">,
): Record<string, pulumi.Input<string>> {
  return {
    ...selectorLabels(plan),
    "app.kubernetes.io/component": "application",
    "app.kubernetes.io/part-of": "sticky-session",
    "app.kubernetes.io/managed-by": "pulumi",
    ...plan.labels,
  };
}

/** What Pulumi calls the child whose object has the name. */
export function resourceName(
  { name, logicalName }: Pick<ExposurePlan, "name" | "logicalName">,
  objectName = name,
): string {
  return logicalName + objectName.slice(name.length);
}

/**
 * The metadata of a child. Its name is exact, not auto-named: people and DNS use it, and a StatefulSet
 * under a new name would leave its volumes behind.
 */
export function metadata(
  plan: Pick<ExposurePlan, "name" | "namespace" | "labels">,
  name: string,
  { annotations = {}, labels: added }: Metadata = {},
): {
  name: string;
  namespace: ExposurePlan["namespace"];
  labels: Record<string, pulumi.Input<string>>;
  annotations?: Record<string, pulumi.Input<string>>;
} {
  return {
    name,
    namespace: plan.namespace,
    labels: { ...labels(plan), ...added },
    // What is passed on in annotations came into the plan as inputs.
    ...(Object.keys(annotations).length > 0 && {
      annotations: { ...annotations } as Record<string, pulumi.Input<string>>,
    }),
  };
}

/**
 * The metadata of a child whose content is never changed: Pulumi gives each content a name of its own, and what refers
 * to it changes with it.
 */
export function metadataOfVersion(
  plan: Pick<ExposurePlan, "name" | "namespace" | "labels">,
): Omit<ReturnType<typeof metadata>, "name"> {
  return { namespace: plan.namespace, labels: labels(plan) };
}

/**
 * What Pulumi calls such a child, and begins its object's name with: letters and digits that an object's name can have,
 * whatever the component is called.
 */
export function resourceNameOfVersion(
  plan: Pick<ExposurePlan, "name" | "logicalName">,
  suffix: string,
): string {
  return resourceName(plan, `${plan.name}-${suffix}`)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "-");
}
