import { type Dialect, serves } from "../../components/affinity/dialect";
import { annotationsOf, textAt } from "../../components/affinity/objects";
import { nameOf, type Sourced } from "../../manifests/sourced";
import type { Remark } from "../item";
import { isOwnKey } from "./sources";

/** Whether an Ingress is the controller's, and on what ground; a remark where it is not, or cannot be known. */
export interface ClassAnswer {
  readonly isOwn: boolean;
  readonly remark?: Remark;
}

const classAnnotation = "kubernetes.io/ingress.class";

/**
 * Whether an Ingress is one of the controller's.
 *
 * @param classes the IngressClasses of the input
 * @param named the names of its classes, by the user's word @default - by the IngressClasses, or the usual name
 */
export function ownIngress(
  ingress: Sourced,
  dialect: Dialect,
  classes: readonly Sourced[],
  named: readonly string[] = [],
): ClassAnswer {
  const { object } = ingress;
  const given =
    textAt(object, "spec", "ingressClassName") ?? annotationsOf(object)[classAnnotation];
  if (named.length > 0) {
    return given !== undefined && named.includes(given)
      ? { isOwn: true }
      : { isOwn: false, remark: other(given, "not one of --class") };
  }
  const found = classes.find((candidate) => nameOf(candidate) === given);
  const controller = found && textAt(found.object, "spec", "controller");
  if (controller !== undefined) {
    return serves(dialect, controller)
      ? { isOwn: true }
      : { isOwn: false, remark: other(given, `of the controller ${controller}`) };
  }
  if (given === undefined || given === dialect.usualIngressClass) {
    return { isOwn: true };
  }
  const hasOwn = Object.keys(annotationsOf(object)).some((key) => isOwnKey(dialect, key));
  return hasOwn
    ? {
        isOwn: true,
        remark: {
          outcome: "assumed",
          setting: "ingressClassName",
          value: given,
          reason: `the class is taken to be one of ${dialect.title}, since the Ingress has its annotations`,
          fix: `--class ${given} says so`,
        },
      }
    : { isOwn: false, remark: other(given, "in no IngressClass of the input") };
}

function other(given: string | undefined, why: string): Remark {
  return {
    outcome: "assumed",
    setting: "ingressClassName",
    ...(given !== undefined && { value: given }),
    reason: `the Ingress is left out, as another controller's: its class is ${given === undefined ? "not given" : why}`,
    fix: "--class NAME takes the Ingresses of that class",
  };
}
