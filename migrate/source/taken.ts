import { type Dialect, familyOf } from "../../components/affinity/dialect";
import { annotationsOf, type PlainObject } from "../../components/affinity/objects";
import { takenValues, type Validated } from "../../components/affinity/takenValues";
import type { Sourced } from "../../manifests/sourced";
import { type Item, itemAt } from "../item";

/** Why a controller does not take the value of an annotation; `undefined` where it does. */
export function refusal(dialect: Dialect, key: string, value: string): Validated | undefined {
  return takenValues[familyOf(dialect)]?.find((one) => one.key === key && !one.takes.test(value));
}

/** An object as its controller sees it: without the annotations whose values it does not take. */
export function asTaken(object: PlainObject, dialect: Dialect): PlainObject {
  const annotations = Object.fromEntries(
    Object.entries(annotationsOf(object)).filter(
      ([key, value]) => refusal(dialect, key, value) === undefined,
    ),
  );
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** What is said of the values that the controller does not take. */
export function refusedItems(source: Sourced, dialect: Dialect): Item[] {
  return Object.entries(annotationsOf(source.object)).flatMap(([key, value]) => {
    const refused = refusal(dialect, key, value);
    return refused === undefined
      ? []
      : [
          itemAt(source, ["metadata", "annotations", key], {
            ...{ outcome: "changed", setting: key, value },
            reason: `${dialect.title} takes ${refused.allowed}: with this value it ${refused.otherwise}, and it is read so`,
            fix: "correct the value and migrate again, where it was meant",
          }),
        ];
  });
}
