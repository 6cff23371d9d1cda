import { annotationsOf } from "../../components/affinity/objects";
import type { Sourced } from "../../manifests/sourced";
import { annotate, type Fix } from "../fix";
import type { Subject } from "../model/subject";
import { annotatedOf } from "./annotations";
import type { Found } from "./rule";

/** The annotation that says a setting of the cookie, and the object that has it. */
function annotationFor(
  subject: Subject,
  setting: string,
): { at: Sourced; key: string; field: string[] } | undefined {
  const keys = Object.entries(subject.dialect?.ownKeys ?? {})
    .filter(([, own]) => own === `affinity.cookie.${setting}`)
    .map(([key]) => key);
  for (const at of annotatedOf(subject)) {
    const key = keys.find((candidate) => candidate in annotationsOf(at.object));
    if (key !== undefined) {
      return { at, key, field: ["metadata", "annotations", key] };
    }
  }
  return undefined;
}

/** Where a setting of the cookie is said, or else what exposes the application, and the change of it. */
export function place(
  subject: Subject,
  setting: string,
  value: string | null,
  advice: string,
): Pick<Found, "at" | "field" | "fix"> {
  const found = annotationFor(subject, setting);
  const fix: Fix = found ? { patch: annotate(found.at, { [found.key]: value }) } : { advice };
  return found
    ? { at: found.at, field: found.field, fix }
    : { at: subject.exposure, field: subject.field, fix };
}
