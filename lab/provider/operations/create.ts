import { setTimeout as sleep } from "node:timers/promises";
import {
  ApiError,
  isNamespaceNotFound,
  isNotFound,
  KindNotServedError,
  messageOf,
} from "../api/apiError";
import { creationManager } from "../api/fieldManagers";
import type { ApiResponse } from "../api/http";
import { toObject, toOutputs } from "../objects/checkpoint";
import { idOf, type KubernetesObject, withValueAt } from "../objects/kubernetesObject";
import { objectTypeOf, objectTypeOfUrn, type ObjectType } from "../objects/objectType";
import type { PropertyMap } from "../properties/propertyValue";
import type { Session } from "../session";
import { WaitError } from "../waiting/wait";
import { awaitReady } from "./awaitReady";
import { InitializationError } from "./initializationError";
import { canDryRun, fieldManagerFor, writable } from "./writable";

/** The engine's request to make an object. */
export interface CreateRequest {
  readonly urn: string;
  /** Inputs, checked. */
  readonly properties: PropertyMap;
  /** Resource option `customTimeouts.create`, in seconds; 0 if unset. */
  readonly timeout: number;
  readonly preview: boolean;
}

/** A made object; in a preview its id is empty. */
export interface CreateResult {
  readonly id: string;
  readonly outputs: PropertyMap;
}

/**
 * Makes an object and waits until it is ready. In a preview the API server is asked for a dry run.
 * @throws InitializationError if it was made but is not ready, Error if it was not made.
 */
export async function create(session: Session, request: CreateRequest): Promise<CreateResult> {
  const { urn, properties, preview, timeout } = request;
  const inputs = toObject(properties);
  const type = objectTypeOf(inputs, objectTypeOfUrn(urn));
  if (preview && !(await canDryRun(session, type, inputs))) return { id: "", outputs: properties };

  const fieldManager = fieldManagerFor(urn, inputs, "");
  const outputsOf = (live: KubernetesObject): PropertyMap =>
    toOutputs({ live, inputs, initialApiVersion: type.apiVersion, fieldManager }, properties);
  const response = await write(session, request, type, inputs);
  if (response === undefined) return { id: "", outputs: properties };
  const log = session.logFor(urn);
  response.warnings.forEach((warning) => {
    log.warning(warning);
  });
  const live = response.object;
  // What a dry run says of the status will not come true.
  if (preview) return { id: "", outputs: outputsOf(withValueAt(live, ["status"], undefined)) };

  try {
    const ready = await awaitReady(session, {
      urn,
      type,
      inputs,
      live,
      timeoutSeconds: timeout,
    });
    return { id: idOf(live), outputs: outputsOf(ready) };
  } catch (error) {
    const message = `resource "${idOf(live)}" was created, but is not ready: ${messageOf(error)}`;
    const waiting = error instanceof WaitError ? error : undefined;
    const outputs = outputsOf(waiting?.object ?? live);
    throw new InitializationError(message, idOf(live), outputs, waiting?.reasons ?? []);
  }
}

/** Asks the API server to make the object. Undefined if a preview cannot be had of it. */
async function write(
  session: Session,
  { urn, preview }: CreateRequest,
  type: ObjectType,
  inputs: KubernetesObject,
): Promise<ApiResponse | undefined> {
  const post = (): Promise<ApiResponse> => {
    session.cancelled.throwIfAborted();
    return session.cluster.create(
      type,
      writable(inputs),
      { fieldManager: creationManager, dryRun: preview },
      // Cut off in the middle it could make an object that no state knows of.
      preview ? session.cancelled : undefined,
    );
  };
  try {
    return preview ? await post() : await retried(session, urn, type, post);
  } catch (error) {
    if (preview && isExpectedInPreview(error)) return undefined;
    const hint =
      error instanceof ApiError && error.reason === "AlreadyExists" ? alreadyExistsHint : "";
    throw new Error(`resource "${urn}" was not created: ${messageOf(error)}${hint}`, {
      cause: error,
    });
  }
}

const alreadyExistsHint =
  ". Delete it, take it over by the resource option `import`, or choose another name; a resource that was only renamed in the program needs the option `aliases`";

/**
 * What may be different when the update is really made: the namespace will be there, the object of
 * the same name will be gone, and who may not try may still be allowed to do it.
 */
function isExpectedInPreview(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return (
    isNamespaceNotFound(error) ||
    error.reason === "AlreadyExists" ||
    error.reason === "Forbidden" ||
    (error.code === 400 && error.message.includes("does not support dry run"))
  );
}

/** Pauses before each further attempt, in milliseconds. */
const pauses = [1000, 2000, 4000, 8000];

/** Tries again while the namespace or the kind is missing: it may be in the making. */
async function retried(
  session: Session,
  urn: string,
  type: ObjectType,
  attempt: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const log = session.logFor(urn);
  for (const [index, pause] of pauses.entries()) {
    try {
      return await attempt();
    } catch (error) {
      if (!(isNotFound(error) || error instanceof KindNotServedError)) throw error;
      log.status(`Retry #${index + 1}; creation failed: ${messageOf(error)}`);
      session.discovery.forget(type.apiVersion);
      await sleep(pause, undefined, { signal: session.cancelled });
    }
  }
  return attempt();
}
