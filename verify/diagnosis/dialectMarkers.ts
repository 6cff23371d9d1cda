import type { SessionCookie } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import { markersOf } from "../../components/affinity/markers";
import type { AnnotatedObject, PlainObject } from "../../components/affinity/objects";
import { ownKindsOf } from "../../components/affinity/ownKinds";
import type { LiveObject, LiveObjects } from "../cluster/liveObjects";

const kinds: Readonly<Record<AnnotatedObject, LiveObject["kind"]>> = {
  service: "Service",
  ingress: "Ingress",
  route: "Route",
};

/** The objects of this application, the Service first. */
export function objectsOf({ service, exposures }: LiveObjects): LiveObject[] {
  return [service, ...exposures];
}

/** The objects that the controller reads its affinity settings from. */
export function targetsOf(objects: LiveObjects, dialect: Dialect): LiveObject[] {
  return objectsOf(objects).filter(({ kind }) => kind === targetKind(dialect));
}

/** The kind of object that has the dialect's settings, as Kubernetes writes it; undefined for a kind of the controller's own. */
export function targetKind({ target: { on } }: Dialect): LiveObject["kind"] | undefined {
  return on && kinds[on];
}

/** As Kubernetes writes the kind. */
export function kindOf(object: AnnotatedObject): LiveObject["kind"] {
  return kinds[object];
}

/** The object of that kind that serves the application. */
export function nameOfTarget({ service, exposures }: LiveObjects, kind: string): string {
  return kind === "Service"
    ? service.name
    : (exposures.find((exposure) => exposure.kind === kind)?.name ?? service.name);
}

/**
 * Whether the objects turn the controller's affinity on, by the dialect's own reading of them; where the settings are
 * on a kind of the controller's own that was not or could not be read, it is taken to be on.
 */
export function isTurnedOn(objects: LiveObjects, dialect: Dialect): boolean {
  const { own, unreadable } = objects;
  const isKnown =
    ownKindsOf(dialect).length === 0 || (own !== undefined && unreadable.length === 0);
  return !isKnown || dialect.target.read(plainObjects(objects)) !== undefined;
}

/** All objects of the application as plain data, the Service first. */
export function plainObjects(objects: LiveObjects): PlainObject[] {
  const { namespace, own = [] } = objects;
  const plain = objectsOf(objects).map(plainOf);
  return [
    ...plain.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } })),
    ...own,
  ];
}

const apiVersions: Readonly<Record<LiveObject["kind"], string>> = {
  Service: "v1",
  Ingress: "networking.k8s.io/v1",
  Route: "route.openshift.io/v1",
};

function plainOf({ kind, name, annotations, labels = {}, spec }: LiveObject): PlainObject {
  return { apiVersion: apiVersions[kind], kind, metadata: { name, annotations, labels }, spec };
}

/** The first of the dialect's annotations that the object has. */
export function markerOn(object: LiveObject, dialect: Dialect): string | undefined {
  return markersOf(dialect).find((key) => key in object.annotations);
}

/** The name that the object's annotations give to the session cookie. */
export function cookieNameOn(object: LiveObject, dialect: Dialect): string | undefined {
  return cookieOn(object, dialect).name;
}

/** What the object's annotations say of the session cookie's name and path; both missing where they turn nothing on. */
export function cookieOn(
  object: LiveObject,
  { target, cookie }: Dialect,
  path = "/",
): Pick<SessionCookie, "name" | "path"> {
  const native = target.read([plainOf(object)]);
  const exposure = { path, tls: "none" } as const;
  return native === undefined
    ? {}
    : { name: cookie.name.read(native, exposure), path: cookie.path.read(native, exposure) };
}

/** The annotations that turn affinity off, where it is on without being asked. */
export function offAnnotations(dialect: Dialect): Readonly<Record<string, string>> {
  return dialect.target.off ?? {};
}
