import { visitable } from "./exposure";

/** What some controller reads from the metadata of an object. */
export interface Metadata {
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** An object of the cluster as plain data, as it is made or as it is read from the API. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata & { readonly name?: string; readonly namespace?: string };
  readonly spec?: unknown;
}

/** A kind that the cluster has to serve, and fields that its schema has to have. */
export interface Need {
  readonly apiVersion: string;
  readonly kind: string;
  /** A path such as `spec.rules.sessionPersistence`, through lists too. @default - the kind alone */
  readonly field?: string;
}

/** The objects that there are whatever the controller, and that some read their setting from. */
export type AnnotatedObject = "ingress" | "service" | "route";

/** Everything that the cluster is told about affinity: what is added to objects that there are in any case, and objects of its own. */
export interface NativeObjects {
  readonly ingress?: Metadata;
  readonly service?: Metadata;
  readonly route?: Metadata;
  /** Made beside the Ingress, or in its place. @default - none */
  readonly objects?: readonly PlainObject[];
  /** Beyond the kinds of `objects`. @default - none */
  readonly needs?: readonly Need[];
}

/** A part of plain data that is there or not, by its path. */
export function valueAt(data: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    data,
  );
}

/** A text by its path; `undefined` if there is none. */
export function textAt(data: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = valueAt(data, ...path);
  return typeof value === "string" ? value : undefined;
}

/** The entries of a list by its path; none if there is no list. */
export function listAt(data: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = valueAt(data, ...path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The first object of a kind; of a kind that two APIs have, the one of the given API group. */
export function objectOf(
  objects: readonly PlainObject[],
  kind: string,
  group?: string,
): PlainObject | undefined {
  return objectsOf(objects, kind, group)[0];
}

/** All objects of such a kind. */
export function objectsOf(
  objects: readonly PlainObject[],
  kind: string,
  group?: string,
): readonly PlainObject[] {
  return objects.filter(
    (object) =>
      object.kind === kind && (group === undefined || object.apiVersion.startsWith(`${group}/`)),
  );
}

/** The texts among the annotations of an object. */
export function annotationsOf(object: PlainObject | undefined): Record<string, string> {
  return textEntries(object?.metadata.annotations);
}

/** The texts among values. */
export function textsOf(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === "string");
}

function textEntries(record: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

/** The longest name of an object (apimachinery, IsDNS1123Subdomain). */
const longestName = 253;

/**
 * The name of an object that stands for one host: the application's, and for the further hosts with theirs behind it,
 * so that it stays the same when hosts come and go.
 */
export function nameFor(name: string, host: string, index: number): string {
  return index === 0
    ? name
    : `${name}-${visitable(host)}`.slice(0, longestName).replace(/[.-]+$/, "");
}
