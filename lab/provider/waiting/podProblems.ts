import {
  type KubernetesObject,
  listAt,
  nameOf,
  namespaceOf,
  numberAt,
  stringAt,
  valueAt,
} from "../objects/kubernetesObject";
import type { PropertyValue } from "../properties/propertyValue";

/** A condition of an object's status by its type. */
function conditionOf(object: KubernetesObject, type: string): PropertyValue | undefined {
  return listAt(object, "status", "conditions").find((item) => stringAt(item, "type") === type);
}

/** True if a condition of an object's status is "True". */
function hasCondition(object: KubernetesObject, type: string): boolean {
  return stringAt(conditionOf(object, type), "status") === "True";
}

/** True for a pod that serves, or has done its work. */
function isPodReady(pod: KubernetesObject): boolean {
  return hasCondition(pod, "Ready") || stringAt(pod, "status", "phase") === "Succeeded";
}

/** Why pods are not ready: why they are not scheduled, and what their containers wait for or died of. */
export function podProblems(pods: readonly KubernetesObject[]): string[] {
  return pods
    .filter(
      (pod) => !isPodReady(pod) && valueAt(pod, "metadata", "deletionTimestamp") === undefined,
    )
    .flatMap((pod) => {
      const problems = problemsOf(pod);
      return problems.length === 0 ? [] : [`[Pod ${displayName(pod)}]: ${problems.join("; ")}`];
    });
}

function displayName(pod: KubernetesObject): string {
  const namespace = namespaceOf(pod);
  return namespace === "" || namespace === "default" ? nameOf(pod) : `${namespace}/${nameOf(pod)}`;
}

function problemsOf(pod: KubernetesObject): string[] {
  const conditions = ["PodScheduled", "Initialized", "Ready"].flatMap((type) => {
    const condition = conditionOf(pod, type);
    const message = stringAt(condition, "message");
    return stringAt(condition, "status") === "True" || message === undefined ? [] : [message];
  });
  const containers = [
    ...listAt(pod, "status", "initContainerStatuses"),
    ...listAt(pod, "status", "containerStatuses"),
  ];
  return [...new Set([...conditions, ...containers.flatMap(containerProblems)])];
}

function containerProblems(container: PropertyValue): string[] {
  if (valueAt(container, "ready") === true) return [];
  const name = stringAt(container, "name") ?? "";
  const problems: string[] = [];
  const waiting = stringAt(container, "state", "waiting", "reason");
  if (waiting !== undefined && waiting !== "ContainerCreating" && waiting !== "PodInitializing") {
    const message = stringAt(container, "state", "waiting", "message");
    problems.push(`container "${name}": ${withReason(waiting, message)}`);
  }
  for (const state of ["state", "lastState"]) {
    const exitCode = numberAt(container, state, "terminated", "exitCode");
    if (exitCode === undefined || exitCode === 0) continue;
    const reason = stringAt(container, state, "terminated", "reason") ?? "Error";
    const message = stringAt(container, state, "terminated", "message");
    problems.push(
      `container "${name}" ended with exit code ${exitCode}: ${withReason(reason, message)}`,
    );
  }
  return problems;
}

function withReason(reason: string, message: string | undefined): string {
  return message === undefined ? `[${reason}]` : `[${reason}] ${message}`;
}
