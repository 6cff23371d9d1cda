import { type PlainObject, listAt, textAt, valueAt } from "../components/affinity/objects";
import { nameOf, namespaceOf, type Sourced } from "./sourced";

/** The kinds whose pods a Service may select. */
export const workloadKinds: readonly string[] = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "Pod",
  // OpenShift's and Argo's own.
  "DeploymentConfig",
  "Rollout",
];

/** Objects by kind, namespace and name, and the ways from one to another. */
export class ObjectIndex {
  private readonly byKind = new Map<string, Sourced[]>();
  private readonly byName = new Map<string, Sourced>();
  /** The workloads by each label of their pods. */
  private readonly byLabel = new Map<string, Sourced[]>();

  /** Adds an object; of two with one name the later one is found by it, as the later one is applied last. */
  add(sourced: Sourced): void {
    const { object } = sourced;
    const group = groupOf(object);
    push(this.byKind, object.kind, sourced);
    this.byName.set(key(object.kind, group, namespaceOf(sourced), nameOf(sourced)), sourced);
    if (isWorkload(object)) {
      for (const [label, value] of Object.entries(podLabelsOf(object))) {
        push(this.byLabel, key(namespaceOf(sourced), label, value), sourced);
      }
    }
  }

  /** All of a kind; of a kind that several APIs have, those of the API group. */
  all(kind: string, group?: string): readonly Sourced[] {
    const found = this.byKind.get(kind) ?? [];
    return group === undefined ? found : found.filter(({ object }) => groupOf(object) === group);
  }

  /**
   * One object.
   *
   * @param group the API group, empty for the core's
   * @param namespace empty for an object of the cluster, and for one whose manifest leaves it out
   */
  find(kind: string, group: string, namespace: string, name: string): Sourced | undefined {
    return this.byName.get(key(kind, group, namespace, name));
  }

  /** The Service of the name, in the namespace of whatever leads to it. */
  service(namespace: string, name: string): Sourced | undefined {
    return this.find("Service", "", namespace, name);
  }

  /** The workloads whose pods a Service selects; none for one without a selector. */
  workloadsOf(service: Sourced): readonly Sourced[] {
    const selector = selectorOf(service.object);
    const [candidates = []] = selector
      .map(([label, value]) => this.byLabel.get(key(namespaceOf(service), label, value)) ?? [])
      .sort((one, other) => one.length - other.length);
    return candidates.filter(({ object }) => {
      const labels = podLabelsOf(object);
      return selector.every(([label, value]) => labels[label] === value);
    });
  }

  /** The pods themselves that a Service selects, as a cluster has them; none for one without a selector. */
  podsOf(service: Sourced | undefined): readonly Sourced[] {
    const selector = service ? selectorOf(service.object) : [];
    return service === undefined || selector.length === 0
      ? []
      : this.all("Pod", "").filter(
          (pod) =>
            namespaceOf(pod) === namespaceOf(service) &&
            selector.every(([label, value]) => pod.object.metadata.labels?.[label] === value),
        );
  }

  /** The Services that select the pods of a workload. */
  servicesOf(workload: Sourced): readonly Sourced[] {
    return this.all("Service", "").filter(
      (service) =>
        namespaceOf(service) === namespaceOf(workload) &&
        this.workloadsOf(service).includes(workload),
    );
  }
}

/** The API group of an object; empty for the core's. */
export function groupOf({ apiVersion }: Pick<PlainObject, "apiVersion">): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** Where the specification of a workload's pods stands. */
export function podSpecPath({ kind }: Pick<PlainObject, "kind">): readonly string[] {
  return kind === "Pod" ? ["spec"] : ["spec", "template", "spec"];
}

/** The labels of a workload's pods. */
export function podLabelsOf(object: PlainObject): Readonly<Record<string, string>> {
  const labels =
    object.kind === "Pod"
      ? object.metadata.labels
      : valueAt(object, "spec", "template", "metadata", "labels");
  return Object.fromEntries(textEntries(labels));
}

/** A port of a Service as a backend names it, by its number or its name; `undefined` if it has no such port. */
export function portOf(service: PlainObject, wanted: number | string): object | undefined {
  return listAt(service, "spec", "ports").find(
    (port): port is object =>
      (valueAt(port, "port") === wanted || textAt(port, "name") === wanted) &&
      typeof port === "object",
  );
}

/** Whether pods come of it by itself: one that another object owns is the other's. */
function isWorkload(object: PlainObject): boolean {
  return (
    workloadKinds.includes(object.kind) &&
    !listAt(object, "metadata", "ownerReferences").some(
      (owner) => valueAt(owner, "controller") === true,
    )
  );
}

function selectorOf(service: PlainObject): (readonly [string, string])[] {
  return textEntries(valueAt(service, "spec", "selector"));
}

function textEntries(record: unknown): (readonly [string, string])[] {
  return typeof record === "object" && record !== null
    ? Object.entries(record).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as const] : [],
      )
    : [];
}

function push(map: Map<string, Sourced[]>, name: string, sourced: Sourced): void {
  const list = map.get(name);
  if (list === undefined) {
    map.set(name, [sourced]);
  } else {
    list.push(sourced);
  }
}

function key(...parts: readonly string[]): string {
  return parts.join("\n");
}
