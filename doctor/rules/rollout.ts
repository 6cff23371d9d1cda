import { familyOf } from "../../components/affinity/dialect";
import { textAt, valueAt } from "../../components/affinity/objects";
import { setField } from "../fix";
import { called } from "../model/subject";
import { onWorkloads, isManaged } from "./exposedWorkload";
import { type Found, type Rule } from "./rule";

const about = "workload";

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
