import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import { type ObjectIndex, podLabelsOf, podSpecPath } from "../../manifests/objectIndex";
import { namespaceOf, nameOf, type Sourced } from "../../manifests/sourced";

/** What pods come of, with what else decides about their number. */
export interface Workload {
  readonly sourced: Sourced;
  /** How many pods there are; the same number twice where no autoscaler changes it. */
  readonly pods: { readonly least: number; readonly most: number };
  readonly autoscaler?: Sourced;
  readonly budgets: readonly Sourced[];
}

/** How many pods a DaemonSet is taken to have: one on each node, which manifests do not tell. */
const onEachNode = 2;

/** Reads workloads, each once, with the autoscalers and disruption budgets of their namespaces. */
export class Workloads {
  private readonly known = new Map<Sourced, Workload>();
  private readonly autoscalers: ReadonlyMap<string, Sourced>;
  private readonly budgets: ReadonlyMap<string, readonly Sourced[]>;

  constructor(index: ObjectIndex) {
    this.autoscalers = new Map(
      ["HorizontalPodAutoscaler", "ScaledObject"].flatMap((kind) =>
        index.all(kind).map((scaler): [string, Sourced] => {
          const target = valueAt(scaler.object, "spec", "scaleTargetRef");
          // KEDA's ScaledObject means a Deployment where it does not say.
          const scaled = textAt(target, "kind") ?? "Deployment";
          return [key(namespaceOf(scaler), scaled, textAt(target, "name") ?? ""), scaler];
        }),
      ),
    );
    const budgets = new Map<string, Sourced[]>();
    for (const budget of index.all("PodDisruptionBudget")) {
      const namespace = namespaceOf(budget);
      budgets.set(namespace, [...(budgets.get(namespace) ?? []), budget]);
    }
    this.budgets = budgets;
  }

  /** The workload of an object. */
  of(sourced: Sourced): Workload {
    const known = this.known.get(sourced);
    if (known !== undefined) {
      return known;
    }
    const { kind } = sourced.object;
    const autoscaler = this.autoscalers.get(key(namespaceOf(sourced), kind, nameOf(sourced)));
    const workload: Workload = {
      sourced,
      pods: podsOf(sourced, autoscaler),
      ...(autoscaler && { autoscaler }),
      budgets: (this.budgets.get(namespaceOf(sourced)) ?? []).filter((budget) =>
        selects(budget, podLabelsOf(sourced.object)),
      ),
    };
    this.known.set(sourced, workload);
    return workload;
  }

  /** All that were asked for. */
  all(): readonly Workload[] {
    return [...this.known.values()];
  }
}

/** A container of the pods, and where it stands. */
export interface Container {
  readonly container: unknown;
  readonly field: readonly (string | number)[];
}

/** The containers of a workload's pods; sidecars among the init containers are none that clients reach. */
export function containersOf({ sourced: { object } }: Pick<Workload, "sourced">): Container[] {
  const path = [...podSpecPath(object), "containers"];
  return listAt(object, ...path).map((container, index) => ({
    container,
    field: [...path, index],
  }));
}

/** A field of the specification of the pods. */
export function podSpecOf({ sourced: { object } }: Pick<Workload, "sourced">): unknown {
  return valueAt(object, ...podSpecPath(object));
}

function podsOf({ object }: Sourced, autoscaler: Sourced | undefined): Workload["pods"] {
  const spec = autoscaler?.object.spec;
  const number = (value: unknown, otherwise: number): number =>
    typeof value === "number" ? value : otherwise;
  if (autoscaler !== undefined) {
    return {
      least: number(valueAt(spec, "minReplicas") ?? valueAt(spec, "minReplicaCount"), 1),
      most: number(valueAt(spec, "maxReplicas") ?? valueAt(spec, "maxReplicaCount"), 100),
    };
  }
  const replicas = object.kind === "Pod" ? 1 : number(valueAt(object, "spec", "replicas"), 1);
  const pods = object.kind === "DaemonSet" ? onEachNode : replicas;
  return { least: pods, most: pods };
}

function selects({ object }: Sourced, labels: Readonly<Record<string, string>>): boolean {
  const selector = valueAt(object, "spec", "selector", "matchLabels");
  const wanted = Object.entries((selector ?? {}) as Record<string, unknown>);
  // One with expressions may select it, and so is not said to be missing.
  const expressions = listAt(object, "spec", "selector", "matchExpressions");
  return (
    (wanted.length > 0 || expressions.length > 0) &&
    wanted.every(([label, value]) => labels[label] === value)
  );
}

function key(...parts: readonly string[]): string {
  return parts.join("\n");
}
