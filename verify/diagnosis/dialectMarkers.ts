import type { Affinity, SessionCookie } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import type { AnnotatedObject, PlainObject } from "../../components/affinity/objects";
import { ownKindsOf } from "../../components/affinity/ownKinds";
import type { LiveObject, LiveObjects } from "../cluster/liveObjects";
import { expectationOf } from "../subject/expectation";

const kinds: Readonly<Record<AnnotatedObject, LiveObject["kind"]>> = {
  service: "Service",
  ingress: "Ingress",
  route: "Route",
};

/** What the dialects' translations are asked about, where only their keys matter. */
const plain = { name: "application", exposure: { path: "/", tls: "none" } } as const;

/** A name that a translation's annotations are searched for. */
const probe = "cookie-name";

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

/** The annotations by which the dialect's affinity is known. */
export function markersOf(dialect: Dialect): string[] {
  const main = mainKey(dialect);
  return [...new Set([...(main === undefined ? [] : [main]), ...cookieNameKeys(dialect)])];
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
  const words = target.read([plainOf(object)]);
  const exposure = { path, tls: "none" } as const;
  return words === undefined
    ? {}
    : { name: cookie.name.read(words, exposure), path: cookie.path.read(words, exposure) };
}

/** The annotation that turns the dialect's affinity on; undefined where it is on without, or a kind of the controller's own does. */
function mainKey(dialect: Dialect): string | undefined {
  const { key } = dialect.target;
  return !isOnUnasked(dialect) && key in written(dialect, {}) ? key : undefined;
}

/** The annotations that turn affinity off, where it is on without being asked. */
export function offAnnotations(dialect: Dialect): Readonly<Record<string, string>> {
  return isOnUnasked(dialect) ? (dialect.target.off ?? {}) : {};
}

function isOnUnasked({ target: { off } }: Dialect): boolean {
  return off !== undefined;
}

function cookieNameKeys(dialect: Dialect): string[] {
  return Object.entries(written(dialect, { name: probe }))
    .filter(([, value]) => value === probe)
    .map(([key]) => key);
}

/** The annotations that a description becomes on the object that has them. */
function written(dialect: Dialect, cookie: Affinity["cookie"]): Readonly<Record<string, string>> {
  const { on } = dialect.target;
  return (on && expectationOf(dialect, { cookie }, plain).annotations?.[on]) ?? {};
}
