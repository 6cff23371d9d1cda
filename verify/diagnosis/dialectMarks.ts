import type { Affinity } from "../../components/affinity/affinity";
import type { Dialect } from "../../components/affinity/dialect";
import type { AnnotatedObject } from "../../components/affinity/objects";
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
export function carriersOf(objects: LiveObjects, dialect: Dialect): LiveObject[] {
  return objectsOf(objects).filter(({ kind }) => kind === carrierKind(dialect));
}

/** The kind of object that carries the dialect's settings, as Kubernetes writes it; undefined for a kind of the controller's own. */
export function carrierKind({ target: { on } }: Dialect): LiveObject["kind"] | undefined {
  return on && kinds[on];
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
  return cookieNameKeys(dialect)
    .map((key) => object.annotations[key])
    .find((name) => name !== undefined);
}

/** The annotation that turns the dialect's affinity on; undefined where it is on without, or a kind of the controller's own does. */
export function mainKey(dialect: Dialect): string | undefined {
  const { key } = dialect.target;
  return !isOnUnasked(dialect) && key in written(dialect, {}) ? key : undefined;
}

/** The dialect's main annotation in the form that `kubectl annotate` takes. */
export function mainAnnotation(dialect: Dialect): string {
  const key = mainKey(dialect);
  return key === undefined ? "" : `${key}=${written(dialect, {})[key] ?? ""}`;
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

/** The annotations that a description becomes on the object that carries them. */
function written(dialect: Dialect, cookie: Affinity["cookie"]): Readonly<Record<string, string>> {
  const { on } = dialect.target;
  return (on && expectationOf(dialect, { cookie }, plain).annotations?.[on]) ?? {};
}
