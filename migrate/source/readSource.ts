import type { Dialect } from "../../components/affinity/dialect";
import { annotationsOf } from "../../components/affinity/objects";
import { namespaceOf, type Sourced } from "../../manifests/sourced";
import type { Entrance } from "../entrance";
import { type Item, itemAt, type Remark } from "../item";
import { ownIngress } from "./ingressClass";
import { readIngress } from "./readIngress";
import { readRoute } from "./readRoute";

/** What the input says, independent of any controller. */
export interface Source {
  readonly entrances: readonly Entrance[];
  readonly services: readonly Sourced[];
  readonly items: readonly Item[];
}

const nginx = "nginx.ingress.kubernetes.io";

/**
 * Reads everything that a controller exposes.
 *
 * @param classes the names of its IngressClasses, by the user's word @default - by the IngressClasses of the input
 */
export function readSource(
  objects: readonly Sourced[],
  dialect: Dialect,
  classes: readonly string[] = [],
): Source {
  const services = objects.filter(({ object }) => object.kind === "Service");
  const items: Item[] = [];
  const entrances = objects.filter(isEntranceOf(dialect)).flatMap((source) => {
    const beside = {
      dialect,
      services: services.filter((service) => namespaceOf(service) === namespaceOf(source)),
    };
    if (source.object.kind === "Route") {
      const { entrance, items: said } = readRoute(source, beside);
      items.push(...said);
      return entrance ?? [];
    }
    const { isOwn, remark } = ownIngress(
      source,
      dialect,
      objects.filter(({ object }) => object.kind === "IngressClass"),
      classes,
    );
    if (remark !== undefined) {
      items.push(itemAt(source, ["spec", "ingressClassName"], remark));
    }
    if (!isOwn) {
      return [];
    }
    const unreadable = unreadableBy(dialect, source);
    if (unreadable !== undefined) {
      items.push(itemAt(source, ["metadata", "annotations", unreadable.setting], unreadable));
      return [];
    }
    const { entrance, items: said } = readIngress(source, beside);
    items.push(...said);
    return [entrance];
  });
  return { entrances, services, items };
}

function isEntranceOf({ exposedBy }: Dialect): (candidate: Sourced) => boolean {
  return ({ object: { kind, apiVersion } }) =>
    exposedBy.createdBy === "route"
      ? kind === "Route" && apiVersion.startsWith("route.openshift.io/")
      : kind === "Ingress" && apiVersion.startsWith("networking.k8s.io/");
}

/** An Ingress that is none of its own right, or that no cookie can be set in. */
function unreadableBy({ ownKeys }: Dialect, { object }: Sourced): Remark | undefined {
  const annotations = annotationsOf(object);
  if (!Object.hasOwn(ownKeys, `${nginx}/affinity`)) {
    return undefined;
  }
  if (annotations[`${nginx}/canary`] === "true") {
    return {
      outcome: "not carried over",
      setting: `${nginx}/canary`,
      value: "true",
      reason:
        "a canary takes a share of another Ingress's requests, and as an Ingress of its own it would take all or none of them",
      fix: "end the canary before the migration, or begin it anew behind the new controller",
    };
  }
  if (annotations[`${nginx}/ssl-passthrough`] === "true") {
    return {
      outcome: "not carried over",
      setting: `${nginx}/ssl-passthrough`,
      value: "true",
      reason:
        "no proxy can set a cookie inside of TLS that it passes through, so nothing was sticky here",
    };
  }
  return undefined;
}
