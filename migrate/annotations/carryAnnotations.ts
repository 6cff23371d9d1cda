import { type Dialect, familyOf } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import { refusedValues } from "../../components/affinity/takenValues";
import type { Entrance } from "../entrance";
import { describe, type Item, itemAt, type Remark } from "../item";
import { isOwnKey, shareWords } from "../source/sources";
import { inSentence } from "../inSentence";
import { isBookkeeping } from "./bookkeeping";
import { conditionOf, equalOf } from "./equals";
import { ingressNginxSubjects } from "./ingressNginx";
import { placeOf } from "./subjects";

const nginx = "nginx.ingress.kubernetes.io/";

/** Annotations that stand for something else of an Ingress, and are read with it. */
const ofTheIngress = ["kubernetes.io/ingress.class"];

/** What becomes of an entrance's annotations. */
export interface CarriedAnnotations {
  readonly annotations: Readonly<Record<string, string>>;
  readonly items: readonly Item[];
}

/** The annotations of an entrance for the target; those of its affinity are left to the dialect. */
export function carryAnnotations(
  entrance: Entrance,
  source: Dialect,
  target: Dialect,
): CarriedAnnotations {
  const given = annotationsOf(entrance.source.object);
  const refused = refusedValues(familyOf(source), given).map(({ key }) => key);
  const annotations: Record<string, string> = {};
  const items: Item[] = [];
  const kept: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const say = (remark: Omit<Remark, "setting" | "value">): void => {
      items.push(
        itemAt(entrance.source, ["metadata", "annotations", key], {
          setting: key,
          value,
          ...remark,
        }),
      );
    };
    // What the controller refuses was said where it was read.
    if (isBookkeeping(key) || ofTheIngress.includes(key) || refused.includes(key)) {
      continue;
    }
    if (!isOwnKey(source, key)) {
      const remark = foreign(key, target);
      if (remark !== undefined) {
        say(remark);
      }
      if (remark?.outcome !== "not carried over") {
        annotations[key] = value;
        kept.push(key);
      }
    } else if (Object.hasOwn(source.ownKeys, key)) {
      // Of the affinity: what is lost of it is said where it is translated.
      if (shareWords(source, target)) {
        annotations[key] = value;
      }
      const remark = affinityRemark(key, value, given);
      if (remark !== undefined) {
        say(remark);
      }
    } else {
      const answer = ownAnnotation(key, value, entrance, target);
      Object.assign(annotations, answer.annotations);
      if (answer.remark !== undefined) {
        say(answer.remark);
      }
    }
  }
  return { annotations, items: [...items, ...keptItem(entrance, kept)] };
}

function keptItem(entrance: Entrance, keys: readonly string[]): Item[] {
  const [first] = keys;
  return first === undefined
    ? []
    : [
        itemAt(entrance.source, ["metadata", "annotations", first], {
          outcome: "carried over",
          setting: keys.join(", "),
          reason: "they are no controller's own, and stay as they are",
        }),
      ];
}

/** An annotation of the source's controller that is not about affinity. */
function ownAnnotation(
  key: string,
  value: string,
  entrance: Entrance,
  target: Dialect,
): { annotations?: Readonly<Record<string, string>>; remark?: Omit<Remark, "setting" | "value"> } {
  const family = familyOf(target);
  const name = key.slice(key.indexOf("/") + 1);
  const subject =
    key.startsWith(nginx) && Object.hasOwn(ingressNginxSubjects, name)
      ? ingressNginxSubjects[name]
      : undefined;
  const equal = subject && equalOf(family, name)?.(value);
  if (equal !== undefined) {
    const condition = conditionOf(family, name);
    const words = Object.entries(equal).map(([own, text]) => `${own}: ${text}`);
    return {
      annotations: equal,
      remark: {
        outcome:
          condition === undefined
            ? "carried over"
            : condition.isForAll === true
              ? "not carried over"
              : "assumed",
        reason: condition?.reason ?? `${target.title} has it too: ${words.join(", ")}`,
        ...(condition?.fix !== undefined && { fix: condition.fix }),
      },
    };
  }
  if (isCarriedOtherwise(name, value, entrance, target)) {
    return {};
  }
  const place = subject && placeOf(family, subject);
  return {
    remark: {
      outcome: "not this tool's",
      reason:
        subject === undefined
          ? `${describe(entrance.source)} has it for its old controller alone, which knows what it means`
          : `it is about ${subject}, and ${inSentence(target)} has no annotation of the same meaning that this program knows`,
      ...(place !== undefined && { fix: `see ${place}` }),
    },
  };
}

/** What the exposure says, and not an annotation. */
function isCarriedOtherwise(
  name: string,
  value: string,
  { sites }: Entrance,
  { platform }: Dialect,
): boolean {
  switch (name) {
    // The paths say which of them are regular expressions.
    case "use-regex":
      return true;
    case "ssl-redirect":
    case "force-ssl-redirect":
      // A redirect that there is by itself is written or missed with the sites; where no TLS is, it does nothing.
      return (
        platform === "openshift" ||
        (value === "true" && name === "ssl-redirect") ||
        (value === "false" && name === "force-ssl-redirect") ||
        (value === "false" && sites.every(({ tls }) => tls === "none"))
      );
    case "backend-protocol":
      return value.toUpperCase() === "HTTP";
    case "canary":
    case "ssl-passthrough":
      return value === "false";
    default:
      return false;
  }
}

/** What is said of an annotation of the affinity itself. */
function affinityRemark(
  key: string,
  value: string,
  given: Readonly<Record<string, string>>,
): Omit<Remark, "setting" | "value"> | undefined {
  const own = (name: string): boolean => key === `${nginx}${name}`;
  if (given[`${nginx}affinity`] !== "cookie" && key.startsWith(nginx) && !own("service-upstream")) {
    return {
      outcome: "changed",
      reason: `without ${nginx}affinity: cookie it does nothing, and has no counterpart`,
    };
  }
  if (own("session-cookie-max-age") && value.startsWith("-")) {
    return {
      outcome: "changed",
      reason:
        "browsers drop such a cookie at once, so that nobody stayed; now it has no lifetime, and ends with the browser",
    };
  }
  if (own("service-upstream") && value === "true") {
    return {
      outcome: "changed",
      reason:
        "all requests went to the Service's own address, where no cookie decides the pod; now the controller knows the pods itself",
    };
  }
  if (own("session-cookie-change-on-failure") && value !== "true") {
    return {
      outcome: "changed",
      reason:
        "a client whose pod fails kept its cookie and asked that pod again; whether it gets a new one is the new controller's to decide now",
    };
  }
  if (own("session-cookie-conditional-samesite-none") && value === "true") {
    return {
      outcome: "not carried over",
      reason:
        "the cookie is the same for all browsers now: those of 2019 that take SameSite=None for Strict included",
    };
  }
  return undefined;
}

/** Annotations of others that a second object of the same hosts makes a difference for. */
function foreign(key: string, target: Dialect): Omit<Remark, "setting" | "value"> | undefined {
  const isIngress = target.exposedBy.createdBy === "ingress";
  if (key.startsWith("cert-manager.io/") || key.startsWith("acme.cert-manager.io/")) {
    return isIngress
      ? {
          outcome: "assumed",
          reason:
            "cert-manager goes on with the certificate that there is; a new one needs an issuer whose HTTP-01 solver is of the new class",
        }
      : {
          outcome: "not carried over",
          reason: `cert-manager reads it from an Ingress or a Gateway, not from ${target.exposedBy.object}`,
          fix: "put it on the Gateway, or write a Certificate for the Secret",
        };
  }
  return undefined;
}
