import { listAt, type PlainObject, textAt, valueAt } from "../../components/affinity/objects";

/** An object, and the entry of its list that came too late: the path is taken already. */
export interface Merged {
  readonly objects: readonly PlainObject[];
  /** Objects that another one stands in the way of. */
  readonly refused: readonly PlainObject[];
}

/** The list of a kind's spec in which several paths stand in one object. */
const lists: Readonly<Record<string, string>> = {
  HTTPProxy: "routes",
  HTTPRoute: "rules",
  VirtualService: "http",
};

/** Fields of an entry that say which requests it is for. */
const matchFields = ["conditions", "matches", "match"];

/**
 * Puts together what controllers want in one object: the routes of one host of Contour and of Istio, the rules of one
 * HTTPRoute. What is there twice is left out.
 */
export function merge(objects: readonly PlainObject[]): Merged {
  const merged = new Map<string, PlainObject>();
  const refused: PlainObject[] = [];
  for (const object of objects) {
    const key = keyOf(object);
    const earlier = merged.get(key);
    const both = earlier === undefined ? object : joined(earlier, object);
    if (both === undefined) {
      refused.push(object);
    } else {
      merged.set(key, both);
    }
  }
  return { objects: [...merged.values()].map(inOrder), refused };
}

/** What two objects are one by. */
function keyOf({ kind, apiVersion, metadata, spec }: PlainObject): string {
  const own = (): unknown => {
    switch (kind) {
      case "HTTPProxy":
        return textAt(spec, "virtualhost", "fqdn");
      case "VirtualService":
        return listAt(spec, "hosts");
      case "DestinationRule":
        return textAt(spec, "host");
      case "Gateway":
        // Istio's: two for the same hosts are in each other's way.
        return apiVersion.startsWith("networking.istio.io/")
          ? listAt(spec, "servers").map((server) => [
              valueAt(server, "port"),
              valueAt(server, "hosts"),
            ])
          : metadata.name;
      default:
        return metadata.name;
    }
  };
  return JSON.stringify([kind, metadata.namespace, own()]);
}

/** Two objects as one; `undefined` where they contradict each other. */
function joined(earlier: PlainObject, later: PlainObject): PlainObject | undefined {
  const list = lists[earlier.kind];
  if (list === undefined) {
    return same(earlier.spec, later.spec) ? earlier : undefined;
  }
  const entries = listAt(earlier.spec, list);
  const taken = new Set(entries.map(matchOf));
  const further = listAt(later.spec, list).filter((entry) => !taken.has(matchOf(entry)));
  if (!same(restOf(earlier, list), restOf(later, list)) || further.length === 0) {
    return same(earlier.spec, later.spec) ? earlier : undefined;
  }
  return { ...earlier, spec: { ...(earlier.spec as object), [list]: [...entries, ...further] } };
}

/** What two objects have to agree on: all but their paths, and the Gateway that each has its own name for. */
function restOf({ spec }: PlainObject, list: string): object {
  return Object.fromEntries(
    Object.entries(spec as object).filter(([field]) => field !== list && field !== "gateways"),
  );
}

/** Istio takes the first entry that matches, so that the longest path goes first. */
function inOrder(object: PlainObject): PlainObject {
  if (object.kind !== "VirtualService") {
    return object;
  }
  const http = listAt(object, "spec", "http").toSorted((one, other) => rank(other) - rank(one));
  return { ...object, spec: { ...(object.spec as object), http } };
}

function rank(entry: unknown): number {
  const uri = valueAt(entry, "match", 0, "uri");
  const exact = listAt(entry, "match").length === 1 ? textAt(uri, "exact") : undefined;
  const path = textAt(uri, "exact") ?? textAt(uri, "regex") ?? textAt(uri, "prefix") ?? "";
  return path.length + (exact === undefined ? 0 : 10_000);
}

function matchOf(entry: unknown): string {
  return JSON.stringify(matchFields.map((field) => valueAt(entry, field)));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
