import type { Target } from "../dialect";
import type { NativeSettings } from "../setting";
import { annotationsOf, type AnnotatedObject, objectOf } from "../objects";

const kinds: Readonly<Record<AnnotatedObject, string>> = {
  ingress: "Ingress",
  service: "Service",
  route: "Route",
};

/** Native settings that are annotations of an object that there is in any case. */
export interface AnnotationTarget {
  readonly on: AnnotatedObject;
  /** The key for the documentation. */
  readonly key: string;
  /** What turns affinity on, in the strongest mode there is. @default - the settings do */
  readonly base?: NativeSettings;
  /** What turns affinity off, where it is on without being asked. @default - nothing */
  readonly off?: NativeSettings;
  /** Whether annotations turn affinity on. */
  readonly isOn: (annotations: NativeSettings) => boolean;
}

/** Writes the native settings as annotations of one object, as they are. */
export function annotations({ on, key, base = {}, off, isOn }: AnnotationTarget): Target {
  return {
    on,
    ...(off && { off }),
    object: `${kinds[on]}, annotation`,
    key,
    write: (native) => ({ [on]: { annotations: native ? { ...base, ...native } : (off ?? {}) } }),
    read: (objects) => {
      const found = annotationsOf(objectOf(objects, kinds[on]));
      return isOn(found) ? found : undefined;
    },
  };
}
