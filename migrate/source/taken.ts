import { type Dialect, familyOf } from "../../components/affinity/dialect";
import { annotationsOf, type PlainObject } from "../../components/affinity/objects";
import { refusedValues } from "../../components/affinity/takenValues";
import type { Sourced } from "../../manifests/sourced";
import { type Item, itemAt } from "../item";

/** An object as its controller sees it: without the annotations whose values it does not take. */
export function asTaken(object: PlainObject, dialect: Dialect): PlainObject {
  const annotations = annotationsOf(object);
  const refused = refusedValues(familyOf(dialect), annotations).map(({ key }) => key);
  const taken = Object.entries(annotations).filter(([key]) => !refused.includes(key));
  return {
    ...object,
    metadata: { ...object.metadata, annotations: Object.fromEntries(taken) },
  };
}

/** What is said of the values that the controller does not take. */
export function refusedItems(source: Sourced, dialect: Dialect): Item[] {
  return refusedValues(familyOf(dialect), annotationsOf(source.object)).map(
    ({ key, value, allowed, otherwise }) =>
      itemAt(source, ["metadata", "annotations", key], {
        ...{ outcome: "changed", setting: key, value },
        reason: `${dialect.title} takes ${allowed}: with this value it ${otherwise}, and it is read so`,
        fix: "correct the value and migrate again, where it was meant",
      }),
  );
}
