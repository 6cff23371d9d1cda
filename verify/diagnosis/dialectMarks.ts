import type { Carrier, Dialect } from "../../components/affinity/dialect";
import type { LiveObject, LiveObjects } from "../cluster/liveObjects";

const carriers: Readonly<Record<LiveObject["kind"], Carrier>> = {
  Service: "service",
  Ingress: "ingress",
  Route: "route",
};

/** What the dialects' translations are asked about, where only their keys matter. */
const plain = { path: "/", tls: "none" } as const;

/** The objects of this application, the Service first. */
export function objectsOf({ service, exposures }: LiveObjects): LiveObject[] {
  return [service, ...exposures];
}

/** The objects that the controller reads its affinity settings from. */
export function carriersOf(objects: LiveObjects, dialect: Dialect): LiveObject[] {
  return objectsOf(objects).filter(({ kind }) => carriers[kind] === dialect.carrier);
}

/** The kind of object that carries the dialect's settings, as Kubernetes writes it. */
export function carrierKind(dialect: Dialect): LiveObject["kind"] {
  switch (dialect.carrier) {
    case "service":
      return "Service";
    case "ingress":
      return "Ingress";
    case "route":
      return "Route";
  }
}

/** The annotations by which the dialect's affinity is known. */
export function markersOf(dialect: Dialect): string[] {
  return [...Object.keys(dialect.base), ...cookieNameKeys(dialect)];
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

/** The dialect's main annotation in the form that `kubectl annotate` takes. */
export function mainAnnotation(dialect: Dialect): string {
  const [key, value] = Object.entries(dialect.base)[0] ?? [];
  return key === undefined ? "" : `${key}=${value ?? ""}`;
}

function cookieNameKeys(dialect: Dialect): string[] {
  const answer = dialect.cookie.name("x", plain);
  return "refused" in answer ? [] : Object.keys(answer);
}
