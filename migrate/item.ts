import { nameOf, namespaceOf, type ObjectPath, type Sourced } from "../manifests/sourced";

/**
 * What becomes of one setting of the input:
 *
 * - `carried over`: the target does the same;
 * - `changed`: the target does it in another way, which may matter to somebody;
 * - `not carried over`: the target cannot do it, or it cannot be known what was meant;
 * - `not this tool's`: it is not about affinity, hosts, paths or TLS, and has to be carried over by hand;
 * - `assumed`: what the input does not say, and the output rests on.
 */
export const outcomes = [
  "not carried over",
  "not this tool's",
  "changed",
  "assumed",
  "carried over",
] as const;
export type Outcome = (typeof outcomes)[number];

/** One line of the report. */
export interface Item {
  readonly outcome: Outcome;
  /** The object of the input, such as `Ingress shop/web`. */
  readonly object: string;
  /** The file that it was read from. @default - a cluster */
  readonly file?: string;
  readonly line?: number;
  /** The annotation or the field. */
  readonly setting: string;
  readonly value?: string;
  /** A sentence without a full stop. */
  readonly reason: string;
  /** What to do: a command, or where the target has such a setting. @default - nothing */
  readonly fix?: string;
}

/** What an item says, without where it stands. */
export type Remark = Pick<Item, "outcome" | "setting" | "reason"> &
  Partial<Pick<Item, "value" | "fix">>;

/** Whether something that the input has is missing from the output. */
export function isLost({ outcome }: Item): boolean {
  return outcome === "not carried over" || outcome === "not this tool's";
}

/** A value as the report shows it. */
export function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** An item about a place in an object. */
export function itemAt(sourced: Sourced, path: ObjectPath, remark: Remark): Item {
  const { origin } = sourced;
  return {
    ...remark,
    object: describe(sourced),
    ...(origin.from === "file" && { file: origin.file, line: origin.lineOf(path) }),
  };
}

/** An object in a few words: `Ingress shop/web`. */
export function describe(sourced: Pick<Sourced, "object">): string {
  const namespace = namespaceOf(sourced);
  const name = nameOf(sourced);
  return `${sourced.object.kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
}
