import * as fc from "fast-check";
import { examine } from "./examine";
import type { Manifest } from "./objects";
import { ruleCases } from "./ruleCases";

/** What somebody may write where something else belongs. */
const junk: readonly unknown[] = [null, 0, -1, "", "text", true, [], [null], {}, { name: null }];

/** The paths of all values below. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, below]) => [
        [...path, key],
        ...pathsIn(below, [...path, key]),
      ])
    : [];
}

/** A copy with another value at a path. */
function replaced(value: unknown, [step = "", ...rest]: readonly string[], by: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[step] = rest.length === 0 ? by : replaced(copy[step], rest, by);
  return copy;
}

describe("the doctor", () => {
  it("takes whatever stands in a field", async () => {
    const all = ruleCases.map(({ bad }) => bad);
    await fc.assert(
      fc.asyncProperty(
        ...([fc.constantFrom(...all), fc.nat(), fc.constantFrom(...junk), fc.boolean()] as const),
        async (objects, which, by, live) => {
          // What an object is, its kind and its metadata, is the reader's to check.
          const paths = pathsIn(objects).filter(
            ([, first, ...below]) => first === "spec" || below.length > 1,
          );
          const path = paths[which % paths.length] ?? [];
          await examine(replaced(objects, path, by) as Manifest[], { live });
        },
      ),
      { numRuns: 300 },
    );
  }).timeout(120_000);
});
