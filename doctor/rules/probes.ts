import { textAt, valueAt } from "../../components/affinity/objects";
import { setField } from "../fix";
import { called } from "../model/subject";
import { onWorkloads, serving } from "./exposedWorkload";
import { type Found, type Rule } from "./rule";

const about = "workload";

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
