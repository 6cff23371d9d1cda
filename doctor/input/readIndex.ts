import type { PlainObject } from "../../components/affinity/objects";
import { ObjectIndex } from "../../manifests/objectIndex";
import type { Reading, ReadProblem } from "../../manifests/sourced";
import { isLookedAt } from "./kinds";

/** What was read. */
export interface Input {
  readonly index: ObjectIndex;
  /** How many objects there were, of all kinds. */
  readonly objects: number;
  readonly problems: readonly ReadProblem[];
}

/** Reads all objects and keeps those that the rules look at. */
export async function readIndex(
  readings: AsyncIterable<Reading>,
  signal: AbortSignal,
): Promise<Input> {
  const index = new ObjectIndex();
  const problems: ReadProblem[] = [];
  let objects = 0;
  for await (const reading of readings) {
    signal.throwIfAborted();
    if ("problem" in reading) {
      problems.push(reading.problem);
      continue;
    }
    objects += 1;
    if (isLookedAt(reading.object.kind)) {
      index.add({ ...reading, object: trimmed(reading.object) });
    }
  }
  return { index, objects, problems };
}

/** Of a kind's definition, which may be huge, its annotations alone are looked at. */
function trimmed(object: PlainObject): PlainObject {
  const { apiVersion, kind, metadata } = object;
  return kind === "CustomResourceDefinition" ? { apiVersion, kind, metadata } : object;
}
