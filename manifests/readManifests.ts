import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { notAnObject, parseChunk } from "./parseChunk";
import type { Reading } from "./sourced";
import { splitJson } from "./splitJson";
import { splitYaml } from "./splitYaml";

/** The names of files in a folder that are read. */
const manifest = /\.(ya?ml|json)$/i;

/** What no manifests are in. */
const skipped = /^(\..+|node_modules)$/;

/**
 * Reads Kubernetes objects from YAML and JSON, several documents a file and Lists too, one object at a time: what
 * has been yielded and is not kept takes no memory. What cannot be read is yielded as a problem, and the rest is read.
 *
 * @param inputs files, folders (all `.yaml`, `.yml` and `.json` files below, without those of a name that begins with a
 * dot), and `-` for the standard input. In a folder a document that is no object, such as a chart's values, is left out.
 */
export async function* readManifests(
  inputs: readonly string[],
  stdin: AsyncIterable<Uint8Array | string> = process.stdin,
): AsyncGenerator<Reading> {
  for (const input of inputs) {
    if (input === "-") {
      yield* readText("stdin", decoded(stdin));
      continue;
    }
    const found = await stat(input).catch((reason: unknown) => codeOf(reason));
    if (typeof found === "string") {
      yield { problem: { where: input, what: `cannot be read: ${found}` } };
    } else if (found.isDirectory()) {
      for await (const reading of readFolder(input)) {
        if (!("problem" in reading && reading.problem.what === notAnObject)) {
          yield reading;
        }
      }
    } else {
      yield* readFile(input);
    }
  }
}

async function* readFolder(folder: string): AsyncGenerator<Reading> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((reason: unknown) =>
    codeOf(reason),
  );
  if (typeof entries === "string") {
    yield { problem: { where: folder, what: `cannot be read: ${entries}` } };
    return;
  }
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (skipped.test(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      yield* readFolder(path);
    } else if (manifest.test(entry.name)) {
      yield* readFile(path);
    }
  }
}

async function* readFile(file: string): AsyncGenerator<Reading> {
  try {
    yield* readText(file, createReadStream(file, "utf8") as AsyncIterable<string>);
  } catch (reason) {
    yield { problem: { where: file, what: `cannot be read: ${codeOf(reason)}` } };
  }
}

async function* readText(file: string, text: AsyncIterable<string>): AsyncGenerator<Reading> {
  const chunks = text[Symbol.asyncIterator]();
  let beginning = "";
  while (beginning.trim() === "") {
    const next = await chunks.next();
    if (next.done === true) {
      return;
    }
    beginning += next.value;
  }
  const all = { [Symbol.asyncIterator]: () => withBeginning(beginning, chunks) };
  const split = /^[\s\ufeff]*[{[]/.test(beginning) ? splitJson : splitYaml;
  for await (const chunk of split(all)) {
    yield* parseChunk(file, chunk);
  }
}

async function* withBeginning(
  beginning: string,
  chunks: AsyncIterator<string>,
): AsyncGenerator<string> {
  yield beginning;
  yield* { [Symbol.asyncIterator]: () => chunks };
}

async function* decoded(bytes: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    yield typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** `ENOENT` and the like; the system's message would repeat the path. */
function codeOf(reason: unknown): string {
  const { code } = reason as { code?: unknown };
  return typeof code === "string" ? code : "unknown reason";
}
