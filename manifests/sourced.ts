import type { PlainObject } from "../components/affinity/objects";

/** A path within an object, such as `["metadata", "annotations", KEY]`. */
export type ObjectPath = readonly (string | number)[];

/** Where in a file an object stands. */
export interface FileOrigin {
  readonly from: "file";
  /** As it was given, or found below the folder that was; `stdin` for the standard input. */
  readonly file: string;
  /** Of the object's first key, from 1 on. */
  readonly line: number;
  /**
   * The line of a field, or of the deepest part of the path that there is. It parses the object once more, so it
   * is for the few that something is said about.
   */
  readonly lineOf: (path: ObjectPath) => number;
}

/** An object that was read from a cluster. */
export interface LiveOrigin {
  readonly from: "cluster";
}

/** Where an object was read. */
export type Origin = FileOrigin | LiveOrigin;

/** An object with where it was read. */
export interface Sourced {
  readonly object: PlainObject;
  readonly origin: Origin;
}

/** What could not be read; the rest of the input is read all the same. */
export interface ReadProblem {
  /** A file, `stdin`, or the kind of a cluster's objects. */
  readonly where: string;
  /** From 1 on; unknown for a file as a whole. */
  readonly line?: number;
  /** A sentence without a subject and a full stop. It quotes nothing of what was read: that may be a secret. */
  readonly what: string;
}

/** One step of reading: an object, or what could not be read. */
export type Reading = Sourced | { readonly problem: ReadProblem };

/** The namespace of an object; empty where a manifest leaves it to whoever applies it. */
export function namespaceOf({ object }: Pick<Sourced, "object">): string {
  return object.metadata.namespace ?? "";
}

/** The name of an object; empty where the API server makes one (`generateName`). */
export function nameOf({ object }: Pick<Sourced, "object">): string {
  return object.metadata.name ?? "";
}
