import { annotationOf, isAnnotated, timeoutOf } from "../objects/annotations";
import { type KubernetesObject, nameOf, namespaceOf } from "../objects/kubernetesObject";
import type { ObjectType } from "../objects/objectType";
import type { Session } from "../session";
import type { ReadinessRule } from "../waiting/readiness";
import { builtInRule } from "../waiting/rules";
import { waitUntilReady } from "../waiting/wait";
import { parseWaitFor, waitForRule } from "../waiting/waitFor";

/** How long to wait unless the program says otherwise, in milliseconds. */
export const defaultTimeout = 10 * 60 * 1000;

/** An object that has just been written. */
export interface WrittenObject {
  readonly urn: string;
  readonly type: ObjectType;
  readonly inputs: KubernetesObject;
  /** As the API server answered. */
  readonly live: KubernetesObject;
  /** The resource option `customTimeouts`, in seconds; 0 if unset. */
  readonly timeoutSeconds: number;
}

/**
 * Waits until an object is ready, as its annotations or its kind say.
 * @returns the object as it is then.
 * @throws WaitError if it does not become ready.
 */
export async function awaitReady(
  session: Session,
  { urn, type, inputs, live, timeoutSeconds }: WrittenObject,
): Promise<KubernetesObject> {
  const rule = ruleFor(type, inputs, live);
  if (rule === undefined) return live;
  return waitUntilReady({
    cluster: session.cluster,
    reference: { ...type, namespace: namespaceOf(live), name: nameOf(live) },
    object: live,
    rule,
    timeout: timeoutOf(inputs, timeoutSeconds, defaultTimeout),
    cancelled: session.cancelled,
    log: session.logFor(urn),
  });
}

function ruleFor(
  type: ObjectType,
  inputs: KubernetesObject,
  live: KubernetesObject,
): ReadinessRule | undefined {
  if (isAnnotated(inputs, "skipAwait")) return undefined;
  const waitFor = annotationOf(inputs, "waitFor");
  return waitFor === undefined ? builtInRule(type, live) : waitForRule(parseWaitFor(waitFor));
}
