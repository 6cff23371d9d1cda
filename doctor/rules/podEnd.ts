import { leastDrainSeconds, whyLeastDrainSeconds } from "../../components/affinity/drainTime";
import { textAt, valueAt } from "../../components/affinity/objects";
import { podSpecPath } from "../../manifests/objectIndex";
import type { ObjectPath } from "../../manifests/sourced";
import { setField, setFields } from "../fix";
import { called } from "../model/subject";
import { containersOf, podSpecOf, type Workload } from "../model/workload";
import { onWorkloads, serving, drainSecondsOf } from "./exposedWorkload";
import type { Rule } from "./rule";

const about = "workload";

export const noDrain: Rule = {
  id: "no-drain",
  severity: "warning",
  about,
  title: "No drain, or one that is too short",
  meaning: "Requests are lost in each rollout and whenever a node is emptied.",
  why: "A pod is told to end and taken out of the endpoints at the same moment; the controller acts later, so the pod has to serve on for that time.",
  sources: ["Kubernetes: Pod lifecycle, Pod termination", "docs/zero-loss.md: measured"],
  check: onWorkloads((exposed) => {
    const { workload, subject } = exposed;
    const least = leastDrainSeconds(subject.dialect);
    const seconds = drainSecondsOf(exposed);
    const [first] = serving(exposed);
    const hook = valueAt(first?.container, "lifecycle", "preStop");
    // What another command than sleep does cannot be seen.
    if (first === undefined || seconds >= least || (hook !== undefined && seconds === 0)) {
      return undefined;
    }
    const sleep = Math.max(10, least);
    const grace = graceOf(workload);
    return {
      at: workload.sourced,
      field: seconds === 0 ? first.field : [...first.field, "lifecycle", "preStop"],
      says: `The container ${textAt(first.container, "name") ?? ""} of the ${called(workload.sourced)} ${seconds === 0 ? "ends at once when it is told to, unless the application itself serves on" : `serves on for ${seconds} s`}, and ${whyLeastDrainSeconds(subject.dialect)}.`,
      fix: {
        patch: setFields(workload.sourced, [
          [[...first.field, "lifecycle"], { preStop: { sleep: { seconds: sleep } } }],
          // The API server takes no sleep that is as long as the grace period.
          ...(grace <= sleep ? [[graceField(workload), sleep + shutdownSeconds] as const] : []),
        ]),
        advice:
          "preStop.sleep needs Kubernetes 1.30 or later; before, exec with the command sleep.",
      },
    };
  }),
};

export const clientsKeptToTheEnd: Rule = {
  id: "clients-kept-to-the-end",
  severity: "warning",
  about,
  title: "A pod that ends keeps its clients until it is gone",
  meaning:
    "Users of a pod that ends lose requests in each rollout, though it serves on for a while.",
  why: "The controller keeps clients on a terminating pod for as long as it is ready, and a preStop sleep alone does not turn it not ready: a second container whose readiness ends at once does (a drain gate), or an application that turns not ready by itself.",
  sources: [
    "traefik/traefik: pkg/provider/kubernetes/ingress, “fenced”",
    "docs/zero-loss.md: measured",
  ],
  check: onWorkloads((exposed) => {
    const { workload, subject } = exposed;
    const { affinity, dialect } = subject;
    if (
      !affinity ||
      dialect?.promises.keepsTerminatingPods !== true ||
      drainSecondsOf(exposed) === 0
    ) {
      return undefined;
    }
    const others = containersOf(workload).filter(
      ({ container }) =>
        valueAt(container, "readinessProbe") !== undefined &&
        valueAt(container, "lifecycle", "preStop") === undefined,
    );
    return others.length > 0
      ? undefined
      : {
          at: workload.sourced,
          field: podSpecPath(workload.sourced.object),
          says: `The ${called(workload.sourced)} serves on when it is told to end, and stays ready meanwhile; ${dialect.title} keeps its clients there.`,
          fix: {
            advice:
              "Add a container that ends at once and has a readiness probe: docs/zero-loss.md has it, and this project's component adds it.",
          },
        };
  }),
};

/** The grace period where none is set, in seconds. */
const defaultGrace = 30;
/** What an application gets of it beside its hook, in seconds. */
const shutdownSeconds = 20;

function graceOf(workload: Workload): number {
  return Number(valueAt(podSpecOf(workload), "terminationGracePeriodSeconds") ?? defaultGrace);
}

function graceField({ sourced }: Workload): ObjectPath {
  return [...podSpecPath(sourced.object), "terminationGracePeriodSeconds"];
}

export const graceTooShort: Rule = {
  id: "grace-too-short",
  severity: "error",
  about,
  title: "A grace period that ends before the preStop hook",
  meaning: "The application is killed in the middle of its requests.",
  why: "terminationGracePeriodSeconds counts from the moment when the pod is told to end, the hook included.",
  sources: ["Kubernetes: Container Lifecycle Hooks, “Hook handler execution”"],
  check: onWorkloads((exposed) => {
    const { workload } = exposed;
    const grace = graceOf(workload);
    const seconds = drainSecondsOf(exposed);
    const field = graceField(workload);
    return seconds > 0 && grace <= seconds
      ? {
          at: workload.sourced,
          field,
          says: `The ${called(workload.sourced)} has ${grace} s to end, and its preStop hook takes ${seconds} s of them.`,
          fix: { patch: setField(workload.sourced, field, seconds + shutdownSeconds) },
        }
      : undefined;
  }),
};
