import { familyOf } from "../../components/affinity/dialect";
import {
  leastDrainSeconds,
  sleepSecondsOf,
  whyLeastDrainSeconds,
} from "../../components/affinity/drainTime";
import { listAt, textAt, valueAt } from "../../components/affinity/objects";
import { podSpecPath } from "../../manifests/objectIndex";
import { nameOf, namespaceOf, type ObjectPath } from "../../manifests/sourced";
import { setField, setFields } from "../fix";
import { called, type Subject } from "../model/subject";
import type { Survey } from "../model/survey";
import { type Container, containersOf, podSpecOf, type Workload } from "../model/workload";
import { all, type Found, type Rule } from "./rule";

const about = "workload";

/** A workload with the paths that lead to it. */
interface Exposed {
  readonly workload: Workload;
  /** The first of them that keeps its clients, or the first one. */
  readonly subject: Subject;
  readonly subjects: readonly Subject[];
}

/** A rule that looks at one workload after the other. */
function onWorkloads(
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
function serving({ workload, subject }: Exposed): Container[] {
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
function drainSecondsOf(exposed: Exposed): number {
  return Math.max(
    0,
    ...serving(exposed).map(
      ({ container }) => sleepSecondsOf(valueAt(container, "lifecycle", "preStop")) ?? 0,
    ),
  );
}

/** A Pod alone is nobody's to roll out or to scale. */
function isManaged({ workload }: Exposed): boolean {
  return workload.sourced.object.kind !== "Pod";
}

export const singleReplica: Rule = {
  id: "single-replica",
  severity: "warning",
  about,
  title: "One pod",
  meaning: "When it goes nobody is served, and every session in its memory is gone.",
  why: "There is no other pod for its clients.",
  sources: ["Kubernetes: Disruptions"],
  check: onWorkloads((exposed) => {
    const { workload, subject } = exposed;
    return isManaged(exposed) && workload.pods.least < 2 && subject.workloads.length < 2
      ? {
          at: workload.sourced,
          field: ["spec", "replicas"],
          says: `The ${called(workload.sourced)} has ${workload.autoscaler ? `${workload.pods.least} pod at least, by the ${called(workload.autoscaler)}` : "one pod"}.`,
          fix: workload.autoscaler
            ? { patch: setField(workload.autoscaler, ["spec", "minReplicas"], 2) }
            : {
                patch: { on: workload.sourced, type: "merge", content: { spec: { replicas: 2 } } },
              },
        }
      : undefined;
  }),
};

export const noReadinessProbe: Rule = {
  id: "no-readiness-probe",
  severity: "error",
  about,
  title: "No readiness probe",
  meaning: "Users are sent to pods that cannot serve them yet, and stay on pods that hang.",
  why: "Without one a pod is ready as soon as its process runs.",
  sources: ["Kubernetes: Configure Liveness, Readiness and Startup Probes", "docs/zero-loss.md"],
  check: onWorkloads((exposed) =>
    serving(exposed)
      .filter(({ container }) => valueAt(container, "readinessProbe") === undefined)
      .map(({ container, field }) => ({
        at: exposed.workload.sourced,
        field,
        says: `The container ${textAt(container, "name") ?? ""} of the ${called(exposed.workload.sourced)} has no readinessProbe.`,
        fix: {
          advice:
            "Add one that asks the application itself, such as httpGet of a cheap page, each 5 s, with timeoutSeconds: 5 and failureThreshold: 3.",
        },
      })),
  ),
};

export const hastyProbe: Rule = {
  id: "hasty-probe",
  severity: "warning",
  about,
  title: "A probe that one slow answer fails",
  meaning: "A pod that hesitates for a second, as in a garbage collection, loses all of its users.",
  why: "timeoutSeconds is 1 unless it is set, and with failureThreshold 1 one answer that is later counts.",
  sources: ["Kubernetes: Configure Liveness, Readiness and Startup Probes", "docs/zero-loss.md"],
  check: onWorkloads((exposed) =>
    serving(exposed).flatMap(({ container, field }) =>
      ["readinessProbe", "livenessProbe"].flatMap((name): Found[] => {
        const probe = valueAt(container, name);
        return probe !== undefined &&
          (valueAt(probe, "timeoutSeconds") ?? 1) === 1 &&
          valueAt(probe, "failureThreshold") === 1
          ? [
              {
                at: exposed.workload.sourced,
                field: [...field, name],
                says: `The ${name} of the container ${textAt(container, "name") ?? ""} of the ${called(exposed.workload.sourced)} fails by one answer that takes longer than 1 s.`,
                fix: {
                  patch: setField(exposed.workload.sourced, [...field, name, "timeoutSeconds"], 5),
                },
              },
            ]
          : [];
      }),
    ),
  ),
};

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

export const noDisruptionBudget: Rule = {
  id: "no-disruption-budget",
  severity: "warning",
  about,
  title: "No disruption budget",
  meaning: "When nodes are emptied, as for an upgrade of the cluster, all pods may end at once.",
  why: "Evictions ask a disruption budget and nothing else.",
  sources: ["Kubernetes: Disruptions"],
  check: onWorkloads((exposed) => {
    const { workload } = exposed;
    const { sourced, pods, budgets } = workload;
    const labels = valueAt(sourced.object, "spec", "selector", "matchLabels");
    if (
      !isManaged(exposed) ||
      sourced.object.kind === "DaemonSet" ||
      pods.most < 2 ||
      budgets.length > 0
    ) {
      return undefined;
    }
    const namespace = namespaceOf(sourced);
    return {
      at: sourced,
      says: `No PodDisruptionBudget selects the pods of the ${called(sourced)}.`,
      ...(labels !== undefined && {
        fix: {
          objects: [
            {
              ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget" },
              metadata: { name: nameOf(sourced), ...(namespace !== "" && { namespace }) },
              spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
            },
          ],
        },
      }),
    };
  }),
};

export const blockingDisruptionBudget: Rule = {
  id: "blocking-disruption-budget",
  severity: "warning",
  about,
  title: "A disruption budget that lets no pod go",
  meaning:
    "No node with such a pod can be emptied, until somebody deletes the pod by force and its users lose their requests.",
  why: "maxUnavailable 0, or minAvailable of all pods, refuses every eviction.",
  sources: ["Kubernetes: Specifying a Disruption Budget"],
  check: onWorkloads(({ workload }) =>
    workload.budgets.flatMap((at): Found[] => {
      const most = valueAt(at.object, "spec", "maxUnavailable");
      const least = valueAt(at.object, "spec", "minAvailable");
      const blocks =
        most === 0 ||
        most === "0%" ||
        least === "100%" ||
        (typeof least === "number" && least >= workload.pods.least);
      return blocks
        ? [
            {
              at,
              field: ["spec", most === undefined ? "minAvailable" : "maxUnavailable"],
              says: `The ${called(at)} has ${most === undefined ? `minAvailable: ${JSON.stringify(least)}` : `maxUnavailable: ${JSON.stringify(most)}`}, and the ${called(workload.sourced)} has ${workload.pods.least} at least.`,
              fix: {
                patch: {
                  on: at,
                  type: "merge",
                  content: { spec: { maxUnavailable: 1, minAvailable: null } },
                },
              },
            },
          ]
        : [];
    }),
  ),
};

/** What names of annotations mean that each deployment changes the pods, and values that do. */
const changing =
  /rollme|timestamp|deploy(ed|ment)?[-_]?(at|time|date)|revision|build[-_]?(date|time|number)/i;
const moment = /^\d{10,}$|^\d{4}-\d{2}-\d{2}[T ]/;

export const changingPodTemplate: Rule = {
  id: "changing-pod-template",
  severity: "warning",
  about,
  title: "A revision or a moment in the pod template",
  meaning:
    "Each deployment restarts every pod, whether the application changed or not, and logs users out.",
  why: "Any change of the template is a rollout.",
  sources: ["Kubernetes: Deployments, “Updating a Deployment”"],
  check: onWorkloads((exposed) => {
    const { sourced } = exposed.workload;
    return !isManaged(exposed)
      ? []
      : ["annotations", "labels"].flatMap((kind) =>
          Object.entries(
            (valueAt(sourced.object, "spec", "template", "metadata", kind) ?? {}) as Record<
              string,
              unknown
            >,
          )
            // What `kubectl rollout restart` leaves is meant so.
            .filter(([key]) => key !== "kubectl.kubernetes.io/restartedAt")
            .filter(([key, value]) => changing.test(key) || moment.test(String(value)))
            .map(([key, value]): Found => ({
              at: sourced,
              field: ["spec", "template", "metadata", kind, key],
              says: `The pods of the ${called(sourced)} have the ${kind.slice(0, -1)} ${key}: ${JSON.stringify(value)}.`,
              fix: { advice: "Leave it out, or use a checksum of what the pods read." },
            })),
        );
  }),
};

export const orderedPods: Rule = {
  id: "ordered-pods",
  severity: "note",
  about,
  title: "Pods of a StatefulSet that come one after the other",
  meaning:
    "After a failure of several pods users wait until all lower ones are ready, and one that cannot start keeps the others away.",
  why: "podManagementPolicy is OrderedReady unless it is set; Parallel starts them at once, and updates one at a time all the same. It can be set only when the StatefulSet is made.",
  sources: ["Kubernetes: StatefulSets, “Pod management policies”"],
  check: onWorkloads(({ workload: { sourced, pods } }) =>
    sourced.object.kind === "StatefulSet" &&
    pods.most > 1 &&
    textAt(sourced.object, "spec", "podManagementPolicy") !== "Parallel"
      ? {
          at: sourced,
          field: ["spec", "podManagementPolicy"],
          says: `The ${called(sourced)} has podManagementPolicy OrderedReady.`,
          fix: {
            advice:
              "Set podManagementPolicy: Parallel and make the StatefulSet anew: kubectl delete --cascade=orphan, then apply.",
          },
        }
      : undefined,
  ),
};

export const allAtOnce: Rule = {
  id: "all-pods-at-once",
  severity: "warning",
  about,
  title: "An update that ends all pods at once",
  meaning: "Each deployment is an outage, and every session in memory is gone.",
  why: "The strategy Recreate, or maxUnavailable 100%, ends the old pods before the new ones are there.",
  sources: ["Kubernetes: Deployments, “Strategy”"],
  check: onWorkloads(({ workload: { sourced, pods } }) => {
    const strategy = valueAt(sourced.object, "spec", "strategy");
    const isAll =
      textAt(strategy, "type") === "Recreate" ||
      textAt(strategy, "rollingUpdate", "maxUnavailable") === "100%";
    return sourced.object.kind === "Deployment" && isAll && pods.most > 1
      ? {
          at: sourced,
          field: ["spec", "strategy"],
          says: `The ${called(sourced)} has the strategy ${textAt(strategy, "type") ?? "RollingUpdate"}${textAt(strategy, "type") === "Recreate" ? "" : " with maxUnavailable 100%"}.`,
          fix: {
            patch: {
              on: sourced,
              type: "merge",
              content: {
                spec: {
                  strategy: {
                    type: "RollingUpdate",
                    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
                  },
                },
              },
            },
          },
        }
      : undefined;
  }),
};

export const autoscalerOnHash: Rule = {
  id: "autoscaler-on-hash",
  severity: "warning",
  about,
  title: "An autoscaler behind a controller that hashes",
  meaning: "Whenever it adds or removes a pod a part of all users is moved and logged out.",
  why: "Where the cookie is a key for consistent hashing the pod of a client depends on the number of pods.",
  sources: ["docs/controllers.md: what each controller promises"],
  check: onWorkloads(({ workload: { sourced, autoscaler, pods }, subject }) => {
    const { affinity, dialect, otherwise } = subject;
    const hashes = affinity
      ? dialect?.promises.affinity === "hash"
      : otherwise?.includes("hashing") === true;
    return autoscaler && hashes && pods.least !== pods.most
      ? {
          at: autoscaler,
          field: ["spec", "maxReplicas"],
          says: `The ${called(autoscaler)} has ${pods.least} to ${pods.most} pods of the ${called(sourced)}, and ${dialect === undefined ? "its route" : familyOf(dialect)} hashes.`,
          fix: {
            advice:
              "A fixed number of pods, a controller whose cookie names a pod, or a session store (docs/session-store.md).",
          },
        }
      : undefined;
  }),
};
