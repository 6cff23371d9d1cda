import { annotationsOf, textAt } from "../../components/affinity/objects";
import { disableCookies } from "../../components/affinity/dialects/openshiftRoute";
import { isTrue } from "../../components/affinity/switches";
import { addressOf, podsOf } from "../model/subject";
import { turnOn } from "../turnOn";
import { onSubjects, type Rule } from "./rule";

const about = "affinity";

export const controllerWithoutAffinity: Rule = {
  id: "controller-without-affinity",
  severity: "warning",
  about,
  title: "A controller that has no cookie affinity for such an object",
  meaning: "Nothing keeps clients on their pods: each request may go to another one.",
  why: "No setting of the object changes it.",
  sources: ["docs/controllers.md: controllers without affinity"],
  check: onSubjects((subject) => {
    const { controller, exposure, otherwise } = subject;
    return controller?.without === undefined ||
      otherwise !== undefined ||
      (podsOf(subject)?.most ?? 2) < 2
      ? undefined
      : {
          at: exposure,
          field: subject.field,
          says: `${addressOf(subject)} is served by ${controller.title}: ${controller.without.reason}.`,
          fix: { advice: `Use ${controller.without.alternatives}.` },
        };
  }),
};

export const noAffinity: Rule = {
  id: "no-affinity",
  severity: "note",
  about,
  title: "Several pods and no affinity",
  meaning:
    "Each request may go to another pod: an application with sessions in memory forgets its users.",
  why: "Nothing that was read asks for affinity. An application without sessions needs none: say so in the annotation that suppresses this.",
  sources: ["docs/controllers.md"],
  check: onSubjects((subject) => {
    const { controller, affinity, otherwise, exposure, tls, service } = subject;
    const isSaidOtherwise =
      tls === "passthrough" ||
      isTrue.test(annotationsOf(exposure.object)[disableCookies] ?? "") ||
      textAt(service?.object, "spec", "sessionAffinity") === "ClientIP";
    if (
      !controller ||
      controller.without ||
      affinity ||
      otherwise !== undefined ||
      isSaidOtherwise ||
      (podsOf(subject)?.most ?? 1) < 2
    ) {
      return undefined;
    }
    const fix = turnOn(subject);
    return {
      at: exposure,
      field: subject.field,
      says: `${addressOf(subject)} leads to ${podsOf(subject)?.most ?? 0} pods, and ${controller.title} is asked for no affinity.`,
      ...(fix && { fix }),
    };
  }),
};
