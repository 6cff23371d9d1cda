import type { Carrier, Words } from "../dialect";
import { annotationsOf, type MarkedObject, objectOf } from "../objects";

const kinds: Readonly<Record<MarkedObject, string>> = {
  ingress: "Ingress",
  service: "Service",
  route: "Route",
};

/** Words that are annotations of an object that there is in any case. */
export interface AnnotationCarrier {
  readonly on: MarkedObject;
  /** The key for the documentation. */
  readonly key: string;
  /** What turns affinity on, in the strongest mode there is. @default - the settings do */
  readonly base?: Words;
  /** What turns affinity off, where it is on without being asked. @default - nothing */
  readonly off?: Words;
  /** Whether annotations turn affinity on. */
  readonly isOn: (annotations: Words) => boolean;
}

/** Puts the words onto one object as annotations, as they are. */
export function annotations({ on, key, base = {}, off, isOn }: AnnotationCarrier): Carrier {
  return {
    on,
    ...(off && { off }),
    object: `${kinds[on]}, annotation`,
    key,
    write: (words) => ({ [on]: { annotations: words ? { ...base, ...words } : (off ?? {}) } }),
    read: (objects) => {
      const found = annotationsOf(objectOf(objects, kinds[on]));
      return isOn(found) ? found : undefined;
    },
  };
}
