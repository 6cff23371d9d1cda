import type { Need, PlainObject } from "../../components/affinity/objects";
import type { Item, Outcome } from "../item";

/** One step of the way from the old controller to the new one. */
export interface Step {
  /** A sentence. */
  readonly say: string;
  /** Commands of a POSIX shell. */
  readonly commands: readonly string[];
}

/** What a migration comes to, for people and programs. */
export interface Report {
  readonly from: string;
  readonly to: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly items: readonly Item[];
  /** What the users of the site notice, each a sentence. */
  readonly users: readonly string[];
  /** How to roll it out. */
  readonly rollout: readonly Step[];
  /** What works but has a caveat, each a sentence. */
  readonly notes: readonly string[];
  /** What the cluster has to serve. */
  readonly needs: readonly Need[];
  readonly objects: readonly PlainObject[];
}

/** A need in a few words. */
export function describeNeed({ apiVersion, kind, field }: Need): string {
  return `${kind} (${apiVersion})${field === undefined ? "" : ` with the field ${field}`}`;
}
