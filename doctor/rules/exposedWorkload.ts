import { sleepSecondsOf } from "../../components/affinity/drainTime";
import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import type { Subject } from "../model/subject";
import type { Survey } from "../model/survey";
import { type Container, containersOf, type Workload } from "../model/workload";
import { all, type Found, type Rule } from "./rule";

/** A workload with the paths that lead to it. */
export interface Exposed {
  readonly workload: Workload;
  /** The first of them that keeps its clients, or the first one. */
  readonly subject: Subject;
  readonly subjects: readonly Subject[];
}

/** A rule that looks at one workload after the other. */
export function onWorkloads(
  check: (exposed: Exposed, survey: Survey) => Iterable<Found> | Found | undefined,
): Rule["check"] {
  return function* (survey) {
    for (const exposed of exposedOf(survey)) {
      for (const found of all(check(exposed, survey))) {
        yield { subject: exposed.subject, ...found };
      }
    }
  };
}

const exposedBySurvey = new WeakMap<Survey, readonly Exposed[]>();

/** Those of a workload that several rules ask for, worked out once. */
function exposedOf(survey: Survey): readonly Exposed[] {
  const known = exposedBySurvey.get(survey);
  if (known !== undefined) {
    return known;
  }
  const byWorkload = new Map<Workload, Subject[]>();
  for (const subject of survey.subjects) {
    for (const workload of subject.workloads) {
      byWorkload.set(workload, [...(byWorkload.get(workload) ?? []), subject]);
    }
  }
  const exposed = [...byWorkload].flatMap(([workload, subjects]): Exposed[] => {
    const subject = subjects.find(({ affinity }) => affinity) ?? subjects[0];
    return subject ? [{ workload, subject, subjects }] : [];
  });
  exposedBySurvey.set(survey, exposed);
  return exposed;
}

/** The containers that serve clients: those with a port that the Service leads to, or the first one. */
export function serving({ workload, subject }: Exposed): Container[] {
  const containers = containersOf(workload);
  const ports = new Set(
    listAt(subject.service?.object, "spec", "ports").map(
      (port) => valueAt(port, "targetPort") ?? valueAt(port, "port"),
    ),
  );
  const found = containers.filter(({ container }) =>
    listAt(container, "ports").some(
      (port) => ports.has(textAt(port, "name")) || ports.has(valueAt(port, "containerPort")),
    ),
  );
  return found.length > 0 ? found : containers.slice(0, 1);
}

/** How long the pods serve on when they are told to end, in seconds. */
export function drainSecondsOf(exposed: Exposed): number {
  return Math.max(
    0,
    ...serving(exposed).map(
      ({ container }) => sleepSecondsOf(valueAt(container, "lifecycle", "preStop")) ?? 0,
    ),
  );
}

/** A Pod alone is nobody's to roll out or to scale. */
export function isManaged({ workload }: Exposed): boolean {
  return workload.sourced.object.kind !== "Pod";
}
