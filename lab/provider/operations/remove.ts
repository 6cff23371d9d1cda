import { isNotFound, KindNotServedError, messageOf } from "../api/apiError";
import { annotationOf, isAnnotated, timeoutOf } from "../objects/annotations";
import { fromOutputs } from "../objects/checkpoint";
import { type KubernetesObject, namespaceOf, parseId } from "../objects/kubernetesObject";
import { kindName, objectTypeOf, objectTypeOfUrn } from "../objects/objectType";
import type { PropertyMap } from "../properties/propertyValue";
import type { Session } from "../session";
import { waitUntilGone } from "../waiting/deletion";
import { WaitError } from "../waiting/wait";
import { defaultTimeout } from "./awaitReady";
import { InitializationError } from "./initializationError";

/** The engine's request to delete an object. */
export interface RemoveRequest {
  readonly urn: string;
  readonly id: string;
  /** Outputs of the last run. */
  readonly properties: PropertyMap;
  /** Resource option `customTimeouts.delete`, in seconds; 0 if unset. */
  readonly timeout: number;
}

/**
 * Deletes an object and waits until it is gone. One that does not exist is gone already.
 * @throws InitializationError if it still exists in the end, Error if it cannot be deleted.
 */
export async function remove(session: Session, request: RemoveRequest): Promise<void> {
  if (session.forgetsObjects()) return;
  const { urn, id, properties, timeout } = request;
  const old = fromOutputs(properties);
  const live = old?.live ?? {};
  const inputs = old?.inputs ?? {};
  const type = objectTypeOf(live, objectTypeOfUrn(urn));
  const { namespace, name } = parseId(id);
  const reference = { ...type, name, namespace: namespace === "" ? namespaceOf(live) : namespace };
  try {
    const uid = await session.cluster.delete(reference, propagationOf(inputs), session.cancelled);
    // As with the official provider: for most kinds the annotation counts for writes only.
    if (isAnnotated(inputs, "skipAwait") && kindName(type) === "apps/StatefulSet") return;
    await waitUntilGone({
      cluster: session.cluster,
      reference,
      uid,
      timeout: timeoutOf(inputs, timeout, defaultTimeout),
      cancelled: session.cancelled,
      log: session.logFor(urn),
    });
  } catch (error) {
    if (isNotFound(error) || error instanceof KindNotServedError) return;
    if (error instanceof WaitError) {
      throw new InitializationError(messageOf(error), id, properties, error.reasons);
    }
    throw new Error(`deletion of resource "${urn}" failed: ${messageOf(error)}`, { cause: error });
  }
}

function propagationOf(inputs: KubernetesObject): string {
  const wanted = annotationOf(inputs, "deletionPropagationPolicy")?.toLowerCase();
  const policies = ["Foreground", "Background", "Orphan"];
  return policies.find((policy) => policy.toLowerCase() === wanted) ?? "Foreground";
}
