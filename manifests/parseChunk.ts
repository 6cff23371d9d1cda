import { isMap, isPair, isScalar, LineCounter, parseDocument, type ParseOptions } from "yaml";
import { type PlainObject, valueAt } from "../components/affinity/objects";
import { type Chunk, lineBreaksIn } from "./chunk";
import type { FileOrigin, ObjectPath, Reading, Sourced } from "./sourced";

/** The parser's own messages quote the file, and so perhaps a secret. */
const options: ParseOptions & { merge: boolean; logLevel: "error" } = {
  prettyErrors: false,
  merge: true,
  logLevel: "error",
};

/** What the parser's codes mean to an author, where the code does not say it. */
const meanings: Readonly<Record<string, string>> = {
  BAD_INDENT: "the indentation is wrong",
  BLOCK_AS_IMPLICIT_KEY: "a value is followed by another one, as where a quotation mark is missing",
  DUPLICATE_KEY: "a key is there twice",
  MISSING_CHAR: "a character is missing, such as a closing quotation mark or bracket",
  TAB_AS_INDENT: "a tab stands where spaces have to be",
  UNEXPECTED_TOKEN: "something unexpected stands here",
};

/** The objects of a chunk: one, none where it has only comments, or those of a list. */
export function parseChunk(file: string, chunk: Chunk): Reading[] {
  const problem = (line: number, what: string): Reading => ({
    problem: { where: file, line, what },
  });
  const json = chunk.text.startsWith("{") ? fromJson(chunk.text) : undefined;
  if (json !== undefined) {
    return objectsIn(json, [], problem, file, chunk);
  }
  const document = parseDocument(chunk.text, options);
  const [error] = document.errors;
  if (error !== undefined) {
    const line = chunk.line + lineBreaksIn(chunk.text.slice(0, error.pos[0]));
    return [problem(line, whyInvalid(chunk.text, error.code))];
  }
  try {
    const value: unknown = document.toJS();
    const path = chunk.isEntry ? [0] : [];
    return objectsIn(valueAt(value, ...path), path, problem, file, chunk);
  } catch {
    return [problem(lineIn(chunk, []), "is YAML whose aliases multiply beyond measure")];
  }
}

const aTemplate = "is a template, not YAML: render it first, such as by `helm template`";

function whyInvalid(text: string, code: string): string {
  return text.includes("{{")
    ? aTemplate
    : `is not valid YAML: ${meanings[code] ?? code.toLowerCase().replaceAll("_", " ")}`;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectsIn(
  value: unknown,
  path: ObjectPath,
  problem: (line: number, what: string) => Reading,
  file: string,
  chunk: Chunk,
): Reading[] {
  if (value === null || value === undefined) {
    return [];
  }
  const kind = valueAt(value, "kind");
  const items = valueAt(value, "items");
  if (typeof kind === "string" && kind.endsWith("List") && Array.isArray(items)) {
    return items.flatMap((item, index) =>
      objectsIn(item, [...path, "items", index], problem, file, chunk),
    );
  }
  const object = toObject(value);
  return typeof object === "string"
    ? [problem(lineIn(chunk, path), chunk.text.includes("{{") ? aTemplate : object)]
    : [sourced(object, file, chunk, path)];
}

/** The object that parsed data is; what is wrong with it where it is none. */
function toObject(value: unknown): PlainObject | string {
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  if (typeof apiVersion !== "string" || typeof kind !== "string") {
    return notAnObject;
  }
  if (!isRecord(metadata)) {
    return `is a ${/^\w+$/.test(kind) ? kind : "kind"} without metadata`;
  }
  const { name, namespace, annotations, labels } = metadata;
  return {
    ...(value as PlainObject),
    metadata: {
      ...metadata,
      name: typeof name === "string" ? name : undefined,
      namespace: typeof namespace === "string" ? namespace : undefined,
      annotations: isRecord(annotations) ? annotations : undefined,
      labels: isRecord(labels) ? (labels as Record<string, string>) : undefined,
    },
  };
}

/** What is said of a document that has no kind, such as the values of a chart. */
export const notAnObject = "has no apiVersion and kind, so it is no Kubernetes object";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sourced(object: PlainObject, file: string, chunk: Chunk, path: ObjectPath): Sourced {
  const origin: FileOrigin = {
    from: "file",
    file,
    get line() {
      return lineIn(chunk, path);
    },
    lineOf: (field) => lineIn(chunk, [...path, ...field]),
  };
  return { object, origin };
}

/** What was parsed last for its lines: of one object several are asked for in a row. */
let last: { chunk: Chunk; lineCounter: LineCounter; contents: unknown } | undefined;

/** The line of the deepest part of a path that there is. */
function lineIn(chunk: Chunk, path: ObjectPath): number {
  if (last?.chunk !== chunk) {
    const lineCounter = new LineCounter();
    const { contents } = parseDocument(chunk.text, { ...options, lineCounter });
    last = { chunk, lineCounter, contents };
  }
  const { lineCounter } = last;
  let node: unknown = last.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const entry: unknown = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === step)
      : (node as { items?: unknown[] } | null)?.items?.[Number(step)];
    if (entry === undefined) {
      break;
    }
    offset = startOf(isPair(entry) ? entry.key : entry) ?? offset;
    node = isPair(entry) ? entry.value : entry;
  }
  return chunk.line + lineCounter.linePos(offset).line - 1;
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0];
}
