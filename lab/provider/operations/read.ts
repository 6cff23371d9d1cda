import { isNotFound, KindNotServedError, messageOf } from "../api/apiError";
import { creationManager } from "../api/fieldManagers";
import { isAnnotated } from "../objects/annotations";
import { fromOutputs, toObject, toOutputs } from "../objects/checkpoint";
import { fieldOwners } from "../objects/fieldOwners";
import { idOf, type KubernetesObject, namespaceOf, parseId } from "../objects/kubernetesObject";
import { importedInputs, liveInputs } from "../objects/liveInputs";
import { objectTypeOf, objectTypeOfUrn, type ObjectType } from "../objects/objectType";
import type { PropertyMap } from "../properties/propertyValue";
import { withSecretness } from "../properties/secretness";
import type { Session } from "../session";
import { throwIfNotReady } from "../waiting/observe";
import { builtInRule } from "../waiting/rules";
import { WaitError } from "../waiting/wait";
import { InitializationError } from "./initializationError";
import { fieldManagerFor } from "./writable";

/** The engine's request to look at an object. */
export interface ReadRequest {
  readonly urn: string;
  /** `namespace/name`, or `name`. */
  readonly id: string;
  /** Outputs of the last run; empty for an import. */
  readonly properties: PropertyMap;
  /** Inputs of the last run; empty for an import. */
  readonly inputs: PropertyMap;
}

/** An object as it is. */
export interface ReadResult {
  readonly id: string;
  readonly outputs: PropertyMap;
  readonly inputs: PropertyMap;
}

/**
 * Looks at an object.
 * @returns undefined if it does not exist.
 * @throws InitializationError if it exists but is not ready, Error if the cluster cannot be asked.
 */
export async function read(
  session: Session,
  { urn, id, properties, inputs: sent }: ReadRequest,
): Promise<ReadResult | undefined> {
  if (session.forgetsObjects()) return undefined;
  const old = fromOutputs(properties);
  const oldInputs = toObject(sent);
  const known = Object.keys(oldInputs).length > 0 ? oldInputs : (old?.live ?? {});
  const type = objectTypeOf(known, objectTypeOfUrn(urn));
  const live = await find(session, type, id, known);
  if (live === undefined) return undefined;

  const managed = Object.keys(oldInputs).length > 0;
  const fieldManager = fieldManagerFor(urn, managed ? oldInputs : live, old?.fieldManager ?? "");
  const inputs = managed
    ? liveInputs(live, oldInputs, fieldOwners(live, fieldManager, creationManager))
    : importedInputs(live);
  const outputs = toOutputs(
    {
      live,
      inputs,
      initialApiVersion: old?.initialApiVersion ?? type.apiVersion,
      fieldManager,
    },
    sent,
  );
  const result = {
    id: id === "" ? idOf(live) : id,
    outputs,
    inputs: withSecretness(inputs, sent),
  };
  if (managed) await checkReadiness(session, type, oldInputs, live, result);
  return result;
}

async function find(
  session: Session,
  type: ObjectType,
  id: string,
  known: KubernetesObject,
): Promise<KubernetesObject | undefined> {
  const { namespace, name } = parseId(id);
  if (name === "") throw new Error(`"${id}" is no id: it has the form namespace/name, or name`);
  const fallback = namespaceOf(known) === "" ? session.defaultNamespace : namespaceOf(known);
  try {
    return await session.cluster.get(
      { ...type, name, namespace: namespace === "" ? fallback : namespace },
      session.cancelled,
    );
  } catch (error) {
    // A kind that is no longer served has no objects any more.
    if (isNotFound(error) || error instanceof KindNotServedError) return undefined;
    throw error;
  }
}

/** Like the official provider: a look, no wait, and only at what kinds of Kubernetes itself tell. */
async function checkReadiness(
  session: Session,
  type: ObjectType,
  inputs: KubernetesObject,
  live: KubernetesObject,
  { id, outputs, inputs: readInputs }: ReadResult,
): Promise<void> {
  const rule = builtInRule(type, live);
  if (rule === undefined || isAnnotated(inputs, "skipAwait")) return;
  try {
    await throwIfNotReady(session.cluster, live, rule);
  } catch (error) {
    if (!(error instanceof WaitError)) throw error;
    throw new InitializationError(messageOf(error), id, outputs, error.reasons, readInputs);
  }
}
