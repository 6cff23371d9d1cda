import { type Dialect, familyOf } from "../../components/affinity/dialect";
import { listAt, type PlainObject } from "../../components/affinity/objects";
import type { EntrancePath } from "../entrance";
import { shareWords } from "../source/sources";

/** What makes an Ingress's paths regular expressions for a controller. */
interface PatternSupport {
  readonly annotations: Readonly<Record<string, string>>;
  /** The path as the controller wants it. @default - as it is */
  readonly pathOf?: (path: string) => string;
  /** What is different: a sentence without a full stop. */
  readonly difference?: string;
}

const caseSensitive = "it is compared with regard to the case of letters";

const supports: Readonly<Record<string, PatternSupport>> = {
  // docs: "router.pathmatcher", for paths of the type ImplementationSpecific.
  traefik: {
    annotations: { "traefik.ingress.kubernetes.io/router.pathmatcher": "PathRegexp" },
    difference: `${caseSensitive}, and matches anywhere in a path: Traefik does not begin at its start by itself`,
  },
  "haproxy-ingress": {
    annotations: { "haproxy-ingress.github.io/path-type": "regex" },
    difference: caseSensitive,
  },
  "f5-nginx": { annotations: { "nginx.org/path-regex": "case_insensitive" } },
  // Kong takes a path that begins with /~ for a regular expression.
  kong: { annotations: {}, pathOf: (path) => `/~${path}`, difference: caseSensitive },
};

/** How an Ingress of the target says that a path is a regular expression; `undefined` where it cannot. */
export function patternSupport(source: Dialect, target: Dialect): PatternSupport | undefined {
  if (shareWords(source, target)) {
    return { annotations: {} };
  }
  const family = familyOf(target);
  return Object.hasOwn(supports, family) ? supports[family] : undefined;
}

/** A regular expression that Envoy compares with a whole path, from one that nginx looks for at its beginning. */
export function wholePathPattern(path: string): string {
  const from = path.replace(/^\^/, "");
  return `(?i)${from.endsWith("$") ? from.slice(0, -1) : `${from}.*`}`;
}

/** An object that a dialect wrote for a path and all below it, for the path as it is meant. */
export function withMatch(object: PlainObject, { path, type }: EntrancePath): PlainObject {
  if (type === "Prefix") {
    return object;
  }
  const value = type === "Exact" ? path : wholePathPattern(path);
  const one = { [type === "Exact" ? "exact" : "regex"]: value };
  switch (object.kind) {
    case "HTTPRoute":
      return withFirst(object, "rules", {
        matches: [{ path: { type: type === "Exact" ? "Exact" : "RegularExpression", value } }],
      });
    case "HTTPProxy":
      return withFirst(object, "routes", { conditions: [one] });
    case "VirtualService":
      return withFirst(object, "http", { match: [{ uri: one }] });
    default:
      return object;
  }
}

/** With the first entry of a list of its spec alone, changed. */
function withFirst(object: PlainObject, list: string, change: object): PlainObject {
  const [first] = listAt(object, "spec", list);
  return {
    ...object,
    spec: { ...(object.spec as object), [list]: [{ ...(first as object), ...change }] },
  };
}
