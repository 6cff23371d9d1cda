import { listAt, type PlainObject, textAt, valueAt } from "../affinity/objects";
import { sleepSecondsOf } from "../affinity/drainTime";
import type { Application } from "./checkApplication";

/** The Deployment or StatefulSet of an application, as far as it decides what is lost when a pod goes. */
export interface ExistingWorkload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  /** The labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly terminationGracePeriodSeconds: number;
  /** The container that serves the clients. */
  readonly container: Container;
  readonly others: readonly Container[];
}

export interface Container {
  readonly name: string;
  /** The number or the name of the port that serves the clients. */
  readonly port: number | string;
  readonly readinessProbe?: unknown;
  /** What else asks whether it lives. */
  readonly otherProbe?: unknown;
  /** How long it serves on after the pod was told to end, in seconds. */
  readonly sleepSeconds: number;
}

/** The kubelet's own, where a pod names none. */
const defaultGraceSeconds = 30;

/** The workload that makes the pods of a selector; `undefined` if none does. */
export function workloadOf(
  objects: readonly PlainObject[],
  { namespace, selector, port }: Application,
): ExistingWorkload | undefined {
  const object = objects.find((candidate) => matches(selector, labelsOf(candidate)));
  const name = object?.metadata.name;
  if (object === undefined || name === undefined) {
    return undefined;
  }
  const containers = listAt(object, "spec", "template", "spec", "containers");
  const serving =
    containers.find((container) => port && servesAt(container, port.targetPort)) ?? containers[0];
  const target = port?.targetPort ?? firstPort(serving);
  const replicas = valueAt(object, "spec", "replicas");
  const grace = valueAt(object, "spec", "template", "spec", "terminationGracePeriodSeconds");
  return {
    kind: object.kind,
    namespace,
    name,
    replicas: typeof replicas === "number" ? replicas : 1,
    labels: labelsOf(object),
    selector: textsAt(object, "spec", "selector", "matchLabels"),
    terminationGracePeriodSeconds: typeof grace === "number" ? grace : defaultGraceSeconds,
    container: toContainer(serving, target),
    others: containers
      .filter((container) => container !== serving)
      .map((container) => toContainer(container, firstPort(container))),
  };
}

/** The disruption budget of a workload's pods. */
export function budgetOf(
  budgets: readonly PlainObject[],
  { labels }: ExistingWorkload,
): PlainObject | undefined {
  return budgets.find((budget) => {
    const selector = textsAt(budget, "spec", "selector", "matchLabels");
    return Object.keys(selector).length > 0 && matches(selector, labels);
  });
}

function matches(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}

function labelsOf(workload: PlainObject): Readonly<Record<string, string>> {
  return textsAt(workload, "spec", "template", "metadata", "labels");
}

function textsAt(data: unknown, ...path: string[]): Readonly<Record<string, string>> {
  return (valueAt(data, ...path) ?? {}) as Readonly<Record<string, string>>;
}

function servesAt(container: unknown, port: number | string): boolean {
  return listAt(container, "ports").some((own) =>
    typeof port === "string"
      ? textAt(own, "name") === port
      : valueAt(own, "containerPort") === port,
  );
}

function firstPort(container: unknown): number | string {
  const port = valueAt(container, "ports", 0, "containerPort");
  return typeof port === "number" ? port : "<port>";
}

function toContainer(container: unknown, port: number | string): Container {
  const readinessProbe = valueAt(container, "readinessProbe");
  const otherProbe = valueAt(container, "livenessProbe") ?? valueAt(container, "startupProbe");
  return {
    name: textAt(container, "name") ?? "",
    port,
    ...(readinessProbe !== undefined && { readinessProbe }),
    ...(otherProbe !== undefined && { otherProbe }),
    sleepSeconds: sleepSecondsOf(valueAt(container, "lifecycle", "preStop")) ?? 0,
  };
}
