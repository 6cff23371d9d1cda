import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, isNotFound, messageOf } from "../api/apiError";
import type { ObjectReference } from "../api/cluster";
import {
  handOver,
  hasNoManagers,
  isCreatedByPulumi,
  isManagedByOthers,
} from "../api/fieldManagers";
import { parsePath } from "../differ/propertyPath";
import { isAnnotated } from "../objects/annotations";
import { fromOutputs, toObject, toOutputs } from "../objects/checkpoint";
import {
  idOf,
  type KubernetesObject,
  nameOf,
  namespaceOf,
  valueAt,
  withValueAt,
} from "../objects/kubernetesObject";
import { objectTypeOf, objectTypeOfUrn } from "../objects/objectType";
import type { PropertyMap } from "../properties/propertyValue";
import type { Session } from "../session";
import { WaitError } from "../waiting/wait";
import { awaitReady } from "./awaitReady";
import { InitializationError } from "./initializationError";
import { canDryRun, fieldManagerFor, writable } from "./writable";

/** The engine's request to change an object in place. */
export interface UpdateRequest {
  readonly urn: string;
  /** Outputs of the last run. */
  readonly olds: PropertyMap;
  /** Inputs, checked. */
  readonly news: PropertyMap;
  readonly ignoreChanges: readonly string[];
  /** Resource option `customTimeouts.update`, in seconds; 0 if unset. */
  readonly timeout: number;
  readonly preview: boolean;
}

/**
 * Changes an object by server-side apply and waits until it is ready.
 * @returns its outputs.
 * @throws InitializationError if it was changed but is not ready, Error if it was not changed.
 */
export async function update(session: Session, request: UpdateRequest): Promise<PropertyMap> {
  const { urn, olds, news, preview, timeout } = request;
  const inputs = toObject(news);
  const type = objectTypeOf(inputs, objectTypeOfUrn(urn));
  if (preview && !(await canDryRun(session, type, inputs))) return news;

  const old = fromOutputs(olds);
  const fieldManager = fieldManagerFor(urn, inputs, old?.fieldManager ?? "");
  const initialApiVersion = old?.initialApiVersion ?? type.apiVersion;
  const outputsOf = (live: KubernetesObject): PropertyMap =>
    toOutputs({ live, inputs, initialApiVersion, fieldManager }, news);
  const reference = { ...type, namespace: namespaceOf(inputs), name: nameOf(inputs) };
  const applied = await apply(session, request, reference, inputs, fieldManager);
  if (applied === undefined) return news;
  if (preview) return outputsOf(applied);

  try {
    return outputsOf(
      await awaitReady(session, { urn, type, inputs, live: applied, timeoutSeconds: timeout }),
    );
  } catch (error) {
    const message = `resource "${idOf(applied)}" was updated, but is not ready: ${messageOf(error)}`;
    const waiting = error instanceof WaitError ? error : undefined;
    const outputs = outputsOf(waiting?.object ?? applied);
    throw new InitializationError(message, idOf(applied), outputs, waiting?.reasons ?? []);
  }
}

/** Applies the inputs. Undefined if a preview cannot be had of it. */
async function apply(
  session: Session,
  { urn, ignoreChanges, preview }: UpdateRequest,
  reference: ObjectReference,
  inputs: KubernetesObject,
  fieldManager: string,
): Promise<KubernetesObject | undefined> {
  const { cluster, cancelled } = session;
  try {
    const live = preview
      ? await cluster.get(reference, cancelled)
      : await takeOver(session, reference, fieldManager);
    const force =
      isAnnotated(inputs, "patchForce") ||
      session.settings.patchForce ||
      hasNoManagers(live) ||
      // A preview does not hand the fields over, and would conflict with Pulumi itself.
      (preview && isCreatedByPulumi(live));
    const body = writable(withIgnored(inputs, live, ignoreChanges, fieldManager));
    const options = { fieldManager, force, dryRun: preview };
    const { object, warnings } = await cluster.apply(reference, body, options, cancelled);
    const log = session.logFor(urn);
    warnings.forEach((warning) => {
      log.warning(warning);
    });
    return object;
  } catch (error) {
    if (preview && error instanceof ApiError && error.reason === "Forbidden") return undefined;
    throw new Error(`update of resource "${urn}" failed: ${messageOf(error)}${hintFor(error)}`, {
      cause: error,
    });
  }
}

function hintFor(error: unknown): string {
  if (isNotFound(error)) {
    return ". If it was deleted outside of Pulumi, run `pulumi refresh` first";
  }
  return error instanceof ApiError && error.reason === "Conflict"
    ? '. The annotation pulumi.com/patchForce: "true" takes the fields over'
    : "";
}

const handOverAttempts = 5;

/** Makes the fields that were set by plain writes part of Pulumi's apply; returns the live object. */
async function takeOver(
  session: Session,
  reference: ObjectReference,
  fieldManager: string,
): Promise<KubernetesObject> {
  const { cluster, cancelled } = session;
  for (let attempt = 1; ; attempt += 1) {
    const live = await cluster.get(reference, cancelled);
    const patch = handOver(live, fieldManager);
    if (patch === undefined) return live;
    try {
      return await cluster.patch(reference, patch, cancelled);
    } catch (error) {
      // Somebody else, most likely the object's controller, has written in between.
      const conflict = error instanceof ApiError && (error.code === 409 || error.code === 422);
      if (!conflict || attempt === handOverAttempts) throw error;
      await sleep(100 * attempt);
    }
  }
}

/**
 * Leaves fields of `ignoreChanges` alone: what another program keeps (an autoscaler the number of
 * replicas) is not sent, anything else is sent as it is in the cluster.
 */
function withIgnored(
  inputs: KubernetesObject,
  live: KubernetesObject,
  ignoreChanges: readonly string[],
  fieldManager: string,
): KubernetesObject {
  return ignoreChanges.map(parsePath).reduce((object, path) => {
    const names = path.filter((step) => typeof step === "string");
    // Entries of lists are matched by the server; there the engine's own handling has to do.
    if (names.length < path.length || names.includes("*")) return object;
    const kept = isManagedByOthers(live, names, fieldManager) ? undefined : valueAt(live, ...names);
    return withValueAt(object, names, kept);
  }, inputs);
}
