import { readManifests } from "../../../manifests/readManifests";
import type { FileOrigin, ReadProblem, Sourced } from "../../../manifests/sourced";

/** What was read of a text on the standard input, which comes in pieces of a size. */
export async function readText(
  text: string,
  size = 7,
): Promise<{ objects: Sourced[]; problems: ReadProblem[] }> {
  return readAll(["-"], text, size);
}

export async function readAll(
  inputs: readonly string[],
  text = "",
  size = 7,
): Promise<{ objects: Sourced[]; problems: ReadProblem[] }> {
  const objects: Sourced[] = [];
  const problems: ReadProblem[] = [];
  for await (const reading of readManifests(inputs, piecesOf(text, size))) {
    if ("problem" in reading) {
      problems.push(reading.problem);
    } else {
      objects.push(reading);
    }
  }
  return { objects, problems };
}

export function fileOrigin({ origin }: Sourced): FileOrigin {
  if (origin.from !== "file") {
    throw new Error("not from a file");
  }
  return origin;
}

async function* piecesOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) {
    yield await Promise.resolve(text.slice(at, at + size));
  }
}
