import { familyOf } from "../../components/affinity/dialect";
import { refusedValues, type Validated } from "../../components/affinity/takenValues";
import { type LiveObject, the } from "../cluster/liveObjects";
import { targetsOf } from "./dialectMarkers";
import type { Evidence } from "./evidence";

/** A value that the controller's own check refuses; it goes on as if the annotation were not there, or worse. */
export function droppedValue({ target }: Pick<Evidence, "target">): string | undefined {
  return dropped(target, () => true);
}

/** The same, where the controller serves nothing at all for it. */
export function droppedService({ target }: Pick<Evidence, "target">): string | undefined {
  return dropped(target, ({ servesNothing }) => servesNothing === true);
}

function dropped(
  { expectation: { dialect }, cluster }: Evidence["target"],
  matters: (validated: Validated) => boolean,
): string | undefined {
  if (!dialect || !cluster) {
    return undefined;
  }
  for (const object of targetsOf(cluster.objects, dialect)) {
    const found = refusedValues(familyOf(dialect), object.annotations).find(matters);
    if (found) {
      return `${sentence(object, found)} ${dialect.title} drops the value and ${found.otherwise}: correct it.`;
    }
  }
  return undefined;
}

function sentence(
  object: LiveObject,
  { key, allowed, value }: ReturnType<typeof refusedValues>[number],
): string {
  return `${the(object).replace("the", "The")} has the annotation ${key}: ${JSON.stringify(value)}, allowed: ${allowed}.`;
}
