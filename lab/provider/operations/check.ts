import type { Session } from "../session";
import { annotationOf } from "../objects/annotations";
import { toObject } from "../objects/checkpoint";
import {
  type KubernetesObject,
  valueAt,
  withoutNulls,
  withValueAt,
} from "../objects/kubernetesObject";
import { withoutServerMetadata } from "../objects/liveInputs";
import { type Autonaming, isNamed, withName } from "../objects/naming";
import { notServed, objectTypeOf, objectTypeOfUrn, resourceNameOf } from "../objects/objectType";
import { isServed } from "../objects/servedKinds";
import { type PropertyMap, Unknown } from "../properties/propertyValue";
import { withSecretness } from "../properties/secretness";
import { parseWaitFor } from "../waiting/waitFor";

/** The engine's request to complete and check a resource's inputs. */
export interface CheckRequest {
  readonly urn: string;
  /** Inputs of the last run; undefined for a new resource. */
  readonly olds: PropertyMap | undefined;
  readonly news: PropertyMap;
  readonly randomSeed: Uint8Array;
  readonly autonaming?: Autonaming;
}

/**
 * Completes the inputs of a resource: apiVersion, kind, name and namespace.
 * @throws Error for what cannot work.
 */
export async function check(session: Session, request: CheckRequest): Promise<PropertyMap> {
  const declared = objectTypeOfUrn(request.urn);
  const given = withoutNulls(withoutServerMetadata(toObject(request.news)));
  const type = objectTypeOf(given, declared);
  if (!isServed(type))
    throw new Error(notServed(`${type.apiVersion} ${type.kind}`, "objects of this kind"));
  const named = nameObject({ ...type, ...given }, request);
  const object = await withNamespace(session, named);
  const waitFor = annotationOf(object, "waitFor");
  if (waitFor !== undefined) parseWaitFor(waitFor);
  return withSecretness(object, request.news);
}

function nameObject(object: KubernetesObject, request: CheckRequest): KubernetesObject {
  if (!isNamed(object) && valueAt(object, "metadata", "generateName") !== undefined) {
    throw new Error(
      "metadata.generateName is not supported, for updates are made by server-side apply: set metadata.name, or neither for an automatic name",
    );
  }
  return withName(object, request.olds === undefined ? undefined : toObject(request.olds), {
    resourceName: resourceNameOf(request.urn),
    randomSeed: request.randomSeed,
    autonaming: request.autonaming,
  });
}

async function withNamespace(
  session: Session,
  object: KubernetesObject,
): Promise<KubernetesObject> {
  if (valueAt(object, "metadata") instanceof Unknown) return object;
  if (valueAt(object, "metadata", "namespace") !== undefined) return object;
  const namespaced = await session.discovery.isNamespaced(
    objectTypeOf(object, { apiVersion: "", kind: "" }),
  );
  return namespaced
    ? withValueAt(object, ["metadata", "namespace"], session.defaultNamespace)
    : object;
}
