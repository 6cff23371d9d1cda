import type { PlainObject } from "../components/affinity/objects";
import { textAt, valueAt } from "../components/affinity/objects";
import { isPlainObject } from "../components/args/paths";
import { CommandError } from "../cli/commandError";
import { holdsSecret, unwrapped } from "./secrets";

/** What a stack is made of, for whoever applies it. */
export interface Manifests {
  /** In the order in which they are best made. */
  readonly objects: readonly PlainObject[];
  /** The Secrets, whose values are no matter of a manifest. */
  readonly secrets: readonly PlainObject[];
  /** Whether an autoscaler has the number of the pods, which the objects then leave out. */
  readonly autoscaled: boolean;
}

/** What others refer to comes first; kinds that are not named here stand before what exposes the application. */
const order = [
  ...["ServiceAccount", "Secret", "ConfigMap", "NetworkPolicy", "Service", "StatefulSet"],
  ...["PodDisruptionBudget", "HorizontalPodAutoscaler", "*", "Ingress", "Route"],
];

/**
 * The objects as the API server is to get them: without the annotations that only Pulumi's provider reads.
 *
 * @param namespace of those that name none @default - whoever applies them chooses it
 */
export function manifestsOf(registered: readonly PlainObject[], namespace?: string): Manifests {
  const scaled = new Set(
    registered
      .filter(({ kind }) => kind === "HorizontalPodAutoscaler")
      .map((object) => textAt(object, "spec", "scaleTargetRef", "name")),
  );
  const isScaled = ({ kind, metadata }: PlainObject): boolean =>
    kind === "StatefulSet" && scaled.has(metadata.name);
  const objects = registered
    .map((object) => withoutPulumi(object, namespace))
    .map((object) => (isScaled(object) ? withoutReplicas(object) : object))
    .toSorted(byOrder);
  const [secrets, others] = [
    objects.filter(({ kind }) => kind === "Secret"),
    objects.filter(({ kind }) => kind !== "Secret"),
  ];
  for (const object of others) {
    if (holdsSecret(object)) {
      throw new CommandError(
        `${object.kind} ${object.metadata.name ?? ""} has a secret in itself, which would stand in plain text in its manifest.`,
        1,
      );
    }
  }
  return {
    objects: others,
    secrets: secrets.map((secret) => unwrapped(secret) as PlainObject),
    autoscaled: objects.some(isScaled),
  };
}

/** The keys of a Secret. */
export function keysOf(secret: PlainObject): string[] {
  const data = valueAt(secret, "stringData");
  return isPlainObject(data) ? Object.keys(data).sort() : [];
}

function byOrder(one: PlainObject, other: PlainObject): number {
  return (
    rankOf(one.kind) - rankOf(other.kind) ||
    compare(one.kind, other.kind) ||
    compare(one.metadata.name ?? "", other.metadata.name ?? "")
  );
}

function rankOf(kind: string): number {
  return order.indexOf(order.includes(kind) ? kind : "*");
}

/** By characters: the same on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function withoutPulumi(object: PlainObject, namespace: string | undefined): PlainObject {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { name, annotations = {}, ...others } = metadata;
  const kept = Object.entries(annotations).filter(([key]) => !key.startsWith("pulumi.com/"));
  return {
    ...{ apiVersion, kind },
    metadata: {
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...others,
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
    ...rest,
  };
}

/** A manifest that says how many would take back at each sync what the autoscaler did. */
function withoutReplicas(object: PlainObject): PlainObject {
  const fields = isPlainObject(object.spec) ? Object.entries(object.spec) : [];
  return { ...object, spec: Object.fromEntries(fields.filter(([name]) => name !== "replicas")) };
}
